using System.IO;
using System.Linq;
using EdgeWs.Desktop.Tests.Loops;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace EdgeWs.Desktop.Tests.Documents
{
    /// <summary>Runs the fuzzer as the documents say, in a folder that has the files which they speak of.</summary>
    internal static class FuzzRun
    {
        private const string Corpus = "tests/EdgeWs.Fuzz/corpus/server";

        /// <summary>Enough of the corpus for each command to find something in it.</summary>
        private const int Inputs = 20;

        public static void Succeeds(DocumentedCommand command, params (string Pattern, string Here)[] places)
        {
            using TempFolder folder = CreateFolder();
            using ChildProcess fuzzer = command.Run(folder.Path, places);
            Assert.AreEqual(0, fuzzer.WaitForExit(Patience.Limit), fuzzer.Transcript);
        }

        /// <summary>What stands behind <c>--</c> runs without AFL, too, once.</summary>
        public static void Afl(DocumentedCommand command)
        {
            ToolOptions.Check(command);
            using TempFolder folder = CreateFolder();
            using ChildProcess instrument = DocumentedCommand.Find("^dotnet run .* -- instrument ")
                .Run(folder.Path, ("^/tmp/", string.Empty));
            Assert.AreEqual(0, instrument.WaitForExit(Patience.Limit), instrument.Transcript);
            string[] target = command.Text.Split(" -- ")[1].Replace("/tmp/", string.Empty).Split(' ');
            string input = Directory.GetFiles(Path.Combine(folder.Path, Corpus)).First();
            using ChildProcess run = ChildProcess.Start("sh", folder.Path, ["-c", "exec \"$@\" < " + input, "sh", .. target]);
            Assert.AreEqual(0, run.WaitForExit(Patience.Limit), run.Transcript);
        }

        private static TempFolder CreateFolder()
        {
            var folder = new TempFolder();
            foreach (string input in Directory.GetFiles(Path.Combine(Repository.Root, Corpus)).Order().Take(Inputs))
            {
                folder.Copy(input, Path.Combine(Corpus, Path.GetFileName(input)));
                folder.Copy(input, Path.Combine("found/server", Path.GetFileName(input)));
                folder.Copy(input, "failures/server-0123456789ab");
            }

            return folder;
        }
    }
}
