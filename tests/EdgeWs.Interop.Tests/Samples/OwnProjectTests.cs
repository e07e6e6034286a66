using System.Net.WebSockets;

namespace EdgeWs.Interop.Tests.Samples
{
    /// <summary>The program and the project for the PC of docs/your-own-project.md, in a folder outside of the repository: built, run, and talked to.</summary>
    [TestClass]
    public class OwnProjectTests
    {
        private const string Document = "docs/your-own-project.md";
        private const string Project = "MyServer.Pc";

        private static readonly TimeSpan s_buildTime = TimeSpan.FromMinutes(5);

        [TestMethod]
        public async Task BuildsAndRuns()
        {
            DirectoryInfo folder = Directory.CreateTempSubdirectory("edgews-own-");
            try
            {
                string program = folder.CreateSubdirectory("MyServer").FullName;
                string project = folder.CreateSubdirectory(Project).FullName;
                File.WriteAllText(
                    Path.Combine(program, "Program.cs"), Documentation.Block(Document, "csharp", "static void Main").Place("IPAddress.Any, 8000", "IPAddress.Any, 0"));
                File.WriteAllText(
                    Path.Combine(project, Project + ".csproj"), Documentation.Block(Document, "xml", "<Project Sdk=").Place(">../../EdgeWs.Nano<", $">{Repository.Root}<"));

                // The libraries are built and restored already, perhaps by somebody who is at it: they are not touched.
                string configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent.Name;
                using ChildProcess build = ChildProcess.Start(
                    "dotnet", project, "build", "-c", configuration, "-p:RestoreRecursive=false", "-p:BuildProjectReferences=false", "-warnaserror");
                Assert.AreEqual(0, build.WaitForExit(s_buildTime), build.Transcript);

                using ChildProcess server = ChildProcess.Start("dotnet", project, "run", "--no-build", "-c", configuration);
                string port = server.ExpectLine(@"^listening on ws://.*:(\d+)/$").Groups[1].Value;
                using var browser = new ClientWebSocket();
                await browser.ConnectAsync(new Uri($"ws://127.0.0.1:{port}/"), Patience.Token);
                await browser.ExpectAsync("text:welcome 1");
            }
            finally
            {
                folder.Delete(true);
            }
        }
    }
}
