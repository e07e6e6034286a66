using System;
using System.IO;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace EdgeWs.Desktop.Tests.Documents
{
    /// <summary>The tool as a package: packed and installed as its document says, but from what is built and into a folder.</summary>
    internal static class PackedTool
    {
        /// <summary>For commands of the SDK.</summary>
        public static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

        private const string Packages = "/tmp/edgews";

        public static void Pack(DocumentedCommand command)
        {
            using var folder = new TempFolder();
            Pack(command, folder);
        }

        public static void Install(DocumentedCommand command)
        {
            using var folder = new TempFolder();
            Pack(DocumentedCommand.Find("^dotnet pack "), folder);

            // The package comes from the folder and from nowhere else.
            File.WriteAllText(
                Path.Combine(folder.Path, "nuget.config"), "<configuration><packageSources><clear /></packageSources></configuration>");
            string tools = Path.Combine(folder.Path, "tools");
            string text = command.Text.Replace(Packages, folder.Path).Replace("--global", "--tool-path " + tools);
            Run("dotnet", folder.Path, text.Split(' ')[1..]);
            Run(Path.Combine(tools, "edgews"), folder.Path, "--version");
        }

        private static void Pack(DocumentedCommand command, TempFolder folder)
        {
            string configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent.Name;
            string text = command.Text.Replace(Packages, folder.Path);
            Run("dotnet", Repository.Root, [.. text.Split(' ')[1..], "--no-build", "-c", configuration]);
        }

        private static void Run(string program, string folder, params string[] arguments)
        {
            using ChildProcess process = ChildProcess.Start(program, folder, arguments);
            Assert.AreEqual(0, process.WaitForExit(Patience), process.Transcript);
        }
    }
}
