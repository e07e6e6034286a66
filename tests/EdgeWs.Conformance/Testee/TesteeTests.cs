using System;
using System.Collections.Concurrent;
using System.Globalization;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using EdgeWs.Conformance.Cases;
using EdgeWs.Conformance.Links;
using EdgeWs.Conformance.Playing;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace EdgeWs.Conformance.Testee
{
    /// <summary>The programs that the public suite is run against pass all of its cases over TCP.</summary>
    [TestClass]
    public class TesteeTests
    {
        private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(60);

        [TestMethod]
        public void ServerPassesAllCases()
        {
            using ChildProcess server = StartServer(out int port, "--max-message", "16777216");
            var failures = new ConcurrentQueue<string>();
            Parallel.ForEach(CaseTable.Ids, new ParallelOptions { MaxDegreeOfParallelism = 4 }, id =>
            {
                try
                {
                    using StreamLink link = StreamLink.Connect(port);
                    LinkHandshake.Connect(link, "/");
                    CasePlayer.Play(id, link, true, false);
                }
                catch (Exception e)
                {
                    failures.Enqueue(id + ": " + e.Message);
                }
            });

            Assert.IsEmpty(failures, string.Join("\n", failures) + "\n" + server.Transcript);
        }

        [TestMethod]
        public void ClientPassesAllCases()
        {
            using var suite = new FuzzingServer();
            using ChildProcess client = Start("client", suite.Url, "--agent", "EdgeWs & co");
            suite.Run("EdgeWs%20%26%20co");

            Assert.IsEmpty(suite.Failures, string.Join("\n", suite.Failures) + "\n" + client.Transcript);
            Assert.AreEqual(0, client.WaitForExit(s_limit), client.Transcript);
        }

        [TestMethod]
        public void ClientWithoutServerFails()
        {
            string url;
            using (var gone = new FuzzingServer())
            {
                url = gone.Url;
            }

            using ChildProcess client = Start("client", url, "--agent", "a");
            Assert.AreEqual(1, client.WaitForExit(s_limit), client.Transcript);
            Assert.Contains("not connected", client.Transcript);
        }

        [TestMethod]
        [DataRow("")]
        [DataRow("server --port 65536")]
        [DataRow("client ws://localhost:1")]
        [DataRow("client http://localhost:1 --agent a")]
        public void WrongArgumentsShowTheUsage(string arguments)
        {
            using ChildProcess testee = Start(arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries));
            Assert.AreEqual(2, testee.WaitForExit(s_limit), testee.Transcript);
            Assert.Contains("usage:", testee.Transcript);
        }

        private static ChildProcess Start(params string[] arguments)
        {
            return ChildProcess.Start("dotnet", Repository.Root, [Repository.FindProgram("Testee"), .. arguments]);
        }

        /// <summary>Starts the server on a port that the system chooses.</summary>
        private static ChildProcess StartServer(out int port, params string[] arguments)
        {
            ChildProcess process = Start(["server", "--port", "0", .. arguments]);
            string line = process.ReadLine(s_limit) ?? "nothing";
            Match match = Regex.Match(line, "^listening on ws://127.0.0.1:([0-9]+)/$");
            Assert.IsTrue(match.Success, line);
            port = int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture);
            return process;
        }
    }
}
