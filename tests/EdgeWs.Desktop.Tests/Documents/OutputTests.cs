using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net.WebSockets;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using EdgeWs.Desktop.Tests.Interop;
using EdgeWs.Desktop.Tests.Loops;
using EdgeWs.Desktop.Tests.Peers;
using EdgeWs.DeviceGuards.Documents;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace EdgeWs.Desktop.Tests.Documents
{
    /// <summary>
    /// The text blocks of the documents are pictures, or output of programs as they really write it, but for addresses, numbers and the
    /// width of columns.
    /// </summary>
    [TestClass]
    public class OutputTests
    {
        /// <summary>How the blocks begin that a test here compares, each with the test's name.</summary>
        private static readonly Dictionary<string, string> s_claims = new()
        {
            ["open http://"] = nameof(Server),
            ["Wi-Fi credentials stored"] = nameof(Device),
            ["$ edgews connect "] = nameof(Connect),
            ["$ edgews load "] = nameof(Load),
            ["echo/server/"] = nameof(Benchmark),
        };

        [TestMethod]
        public void EveryBlockIsAPictureOrCompared()
        {
            IEnumerable<(string Document, DocumentBlock Block)> blocks =
                from document in Document.All(Repository.Root)
                from block in document.Blocks
                where block.Language == "text"
                select (document.Name, block);
            foreach ((string document, DocumentBlock block) in blocks.Where(found => !IsPicture(found.Block)))
            {
                Assert.HasCount(
                    1,
                    s_claims.Keys.Where(block.Content.StartsWith),
                    $"{document}:{block.Line} is neither a picture, with lines of U+2500 to U+257F, nor among {nameof(s_claims)}");
            }
        }

        [TestMethod]
        public void Server()
        {
            using SampleServer server = SampleServer.Start();
            AssertMatches(Lines(nameof(Server)), server.Transcript);
        }

        /// <summary>The first lines are those of a device only.</summary>
        [TestMethod]
        public async Task Device()
        {
            string[] lines = Lines(nameof(Device));
            string network = File.ReadAllText(Path.Combine(Repository.Root, "samples", "Common", "Network.cs"));
            StringAssert.Contains(network, $"\"{lines[0]}\"");
            StringAssert.Contains(network, $"\"{lines[1]}\"");

            using SampleServer server = SampleServer.Start();
            using var browser = new ClientWebSocket();
            await browser.ConnectAsync(new Uri(server.Url), Patience.Token);
            server.ExpectLine(lines[^1]);
            AssertMatches(lines[2..], server.Transcript);
        }

        /// <summary>At a terminal, which <c>script</c> is for it.</summary>
        [TestMethod]
        public void Connect()
        {
            Peer script = Peer.FindProgram("script", "bsdutils").With("TERM", "xterm");
            string[] lines = Lines(nameof(Connect));
            using ChildProcess server = StartEcho(out string url);
            string tool = $"dotnet '{Repository.FindProgramOf("tools/edgews")}' {Command(lines[0], url)}";
            using ChildProcess terminal = script.Start("-qec", tool, "/dev/null");
            ProgramRun.ExpectLine(terminal, Pattern(lines[1]));
            terminal.Write("hello\r");
            ProgramRun.ExpectLine(terminal, Pattern(lines[2]));
            ProgramRun.ExpectLine(terminal, Pattern(lines[3]));

            // A line is there when the next begins: escape clears it.
            terminal.Write(lines[4].Substring(2));
            terminal.Write("\u001b");
            ProgramRun.ExpectLine(terminal, Pattern(lines[4]));
        }

        [TestMethod]
        public void Load()
        {
            string[] lines = Lines(nameof(Load));
            using ChildProcess server = StartEcho(out string url);
            string[] command = Command(lines[0], url).Replace("--seconds 4", "--seconds 1").Split(' ');
            using ChildProcess tool = ChildProcess.Start(
                "dotnet", Repository.Root, [Repository.FindProgramOf("tools/edgews"), .. command]);
            Assert.AreEqual(0, tool.WaitForExit(Patience.Limit), tool.Transcript);
            AssertMatches(lines[1..], tool.Transcript);
        }

        [TestMethod]
        public void Benchmark()
        {
            using ChildProcess benchmarks = DocumentedCommand.Find("--project desktop/DeviceBenchmarks").Run(Repository.Root);
            ProgramRun.ExpectLine(benchmarks, Pattern(Lines(nameof(Benchmark)).Single()));
        }

        private static bool IsPicture(DocumentBlock block)
        {
            return block.Content.Any(c => c is >= '\u2500' and <= '\u257F');
        }

        /// <summary>The lines of the block that a test claims, without empty ones.</summary>
        private static string[] Lines(string test)
        {
            string beginning = s_claims.Single(claim => claim.Value == test).Key;
            return Document.All(Repository.Root).SelectMany(document => document.Blocks)
                .Single(block => block.Language == "text" && block.Content.StartsWith(beginning))
                .Content.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        }

        /// <summary>The arguments of a command behind the prompt, for the server of this run.</summary>
        private static string Command(string line, string url)
        {
            string command = line.Replace("ws://192.168.1.20:8000/", url);
            Assert.AreNotEqual(line, command);
            return command.Substring("$ edgews ".Length);
        }

        private static ChildProcess StartEcho(out string url)
        {
            ChildProcess server = ChildProcess.Start(
                "dotnet", Repository.Root, Repository.FindProgramOf("desktop/Testee"), "server", "--port", "0");
            url = ProgramRun.ExpectLine(server, "^listening on ").Substring("listening on ".Length);
            return server;
        }

        private static void AssertMatches(string[] lines, string output)
        {
            string[] actual = output.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
            Assert.HasCount(lines.Length, actual, output);
            for (int i = 0; i < lines.Length; i++)
            {
                StringAssert.Matches(actual[i], new Regex(Pattern(lines[i])));
            }
        }

        /// <summary>Any number, address, time or multiple of bytes for those that were written down, any gap for a gap, and colours of a terminal between.</summary>
        private static string Pattern(string line)
        {
            const string Style = @"(?:\u001b\[[\d;]*[Km])*";
            IEnumerable<string> parts = Regex.Matches(line, @"\d[\d.,:]*|[KMG]iB|(?<= ) +| |[^\d ]").Select(part =>
                char.IsDigit(part.Value[0]) ? @"\d[\d.,:]*"
                : part.Value.EndsWith("iB", StringComparison.Ordinal) ? "[KMG]?i?B"
                : part.Value[0] == ' ' ? " *"
                : Regex.Escape(part.Value));
            return $@"^(?:\u001b\[?[\d?]*[hlKm=>])*{Style}{string.Join(Style, parts)}{Style}$";
        }
    }
}
