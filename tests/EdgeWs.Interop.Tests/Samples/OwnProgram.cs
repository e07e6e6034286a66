using System;
using System.IO;
using System.Linq;
using System.Net.WebSockets;
using System.Text;
using System.Text.RegularExpressions;
using System.Threading;
using EdgeWs.Desktop.Tests.Loops;
using EdgeWs.DeviceGuards.Documents;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace EdgeWs.Desktop.Tests.Documents
{
    /// <summary>
    /// The program and the project for the PC of docs/your-own-project.md, in a folder outside of the repository: built against what is
    /// built with these tests, run, and talked to.
    /// </summary>
    internal static class OwnProgram
    {
        private const string Name = "docs/your-own-project.md";
        private const string Project = "MyServer.Pc";

        public static void Run(DocumentedCommand command)
        {
            Assert.AreEqual(Name, command.Document);
            using var folder = new TempFolder();
            string project = Path.Combine(folder.Path, Project);
            Write(Path.Combine(folder.Path, "MyServer", "Program.cs"), Replace(Block("csharp", "static void Main"), "IPAddress.Any, 8000", "IPAddress.Any, 0"));
            Write(Path.Combine(project, Project + ".csproj"), Replace(Block("xml", "<Project Sdk="), "<EdgeWs>../../EdgeWs.Nano<", $"<EdgeWs>{Repository.Root}<"));

            // The libraries are built and restored already, perhaps by somebody who is at it: they are not touched.
            string configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent.Name;
            using ChildProcess build = ChildProcess.Start(
                "dotnet", project, "build", "-c", configuration, "-p:RestoreRecursive=false", "-p:BuildProjectReferences=false", "-warnaserror");
            Assert.AreEqual(0, build.WaitForExit(PackedTool.Patience), build.Transcript);

            using ChildProcess program = ChildProcess.Start("dotnet", project, command.Words[1], "--no-build", "-c", configuration);
            string line = ProgramRun.ExpectLine(program, "^listening on ws://");
            string port = Regex.Match(line, @":(\d+)/$").Groups[1].Value;
            using var browser = new ClientWebSocket();
            browser.ConnectAsync(new Uri($"ws://127.0.0.1:{port}/"), Patience.Token).GetAwaiter().GetResult();
            byte[] buffer = new byte[100];
            WebSocketReceiveResult greeting = browser.ReceiveAsync(buffer, Patience.Token).GetAwaiter().GetResult();
            StringAssert.StartsWith(Encoding.UTF8.GetString(buffer, 0, greeting.Count), "welcome ");
        }

        private static string Block(string language, string part)
        {
            return Document.Find(Repository.Root, Name).Blocks.Single(block => block.Language == language && block.Content.Contains(part)).Content;
        }

        private static string Replace(string text, string written, string here)
        {
            StringAssert.Contains(text, written);
            return text.Replace(written, here);
        }

        private static void Write(string path, string content)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path));
            File.WriteAllText(path, content);
        }
    }
}
