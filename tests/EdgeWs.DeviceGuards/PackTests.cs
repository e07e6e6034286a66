using System.IO.Compression;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace EdgeWs.DeviceGuards
{
    /// <summary>
    /// The script <c>pack</c> makes packages of a Release build, and names each piece that it misses. The build is made up:
    /// nanoFramework's build components exist for Windows alone.
    /// </summary>
    [TestClass]
    public sealed partial class PackTests
    {
        private const string Address = "https://example.org/edgews";

        private static readonly string[] s_ids = ["EdgeWs.Nano", "EdgeWs.Nano.Http"];
        private static readonly string[] s_extensions = ["dll", "pdb", "pdbx", "pe", "xml"];

        [TestMethod]
        public void PacksWhatWasBuilt()
        {
            using var copy = new RepositoryCopy();
            Commit(copy);
            Build(copy);

            (int code, string output) = Run(copy, Bash(), ["pack", "out"], Address);

            Assert.AreEqual(0, code, output);
            foreach (string id in s_ids)
            {
                string version = File.ReadAllText(copy.PathOf("VERSION")).Trim();
                using ZipArchive package = ZipFile.OpenRead(copy.PathOf($"out/{id}.{version}.nupkg"));
                string[] entries = package.Entries.Select(entry => entry.FullName).ToArray();
                string[] wanted = [.. s_extensions.Select(extension => $"lib/{id}.{extension}"), "docs/README.md", "images/icon.png", "LICENSE"];
                Assert.IsEmpty(wanted.Except(entries), string.Join('\n', entries));

                XElement metadata = XDocument.Load(package.GetEntry(id + ".nuspec")!.Open()).Root!;
                XElement repository = metadata.Descendants().Single(element => element.Name.LocalName == "repository");
                Assert.AreEqual(Address, (string?)repository.Attribute("url"));
                Assert.AreEqual(40, ((string?)repository.Attribute("commit"))?.Length);
                Assert.DoesNotContain("$", metadata.ToString());

                using var readme = new StreamReader(package.GetEntry("docs/README.md")!.Open());
                string text = readme.ReadToEnd();
                Assert.StartsWith($"# {id}\n", text);
                Assert.Contains($"]({Address}/blob/{(string?)repository.Attribute("commit")}/docs/api.md)", text);
                Assert.DoesNotMatchRegex(RelativeLink(), text);
            }
        }

        [TestMethod]
        public void NamesEachFileThatWasNotBuilt()
        {
            using var copy = new RepositoryCopy();
            Commit(copy);

            (int code, string output) = Run(copy, Bash(), ["pack", "out"], Address);

            Assert.AreEqual(1, code, output);
            foreach (string file in s_ids.SelectMany(id => s_extensions.Select(extension => $"src/{id}/bin/Release/{id}.{extension}")))
            {
                Assert.Contains($"pack: no {file}; build first", output);
            }

            Assert.IsEmpty(Directory.GetFiles(copy.PathOf("."), "*.nupkg", SearchOption.AllDirectories));
        }

        [TestMethod]
        public void NamesCommitAddressAndOldBuild()
        {
            using var copy = new RepositoryCopy();
            Build(copy);
            File.SetLastWriteTimeUtc(copy.PathOf("src/EdgeWs.Nano/bin/Release/EdgeWs.Nano.pe"), DateTime.UnixEpoch);

            (int code, string output) = Run(copy, Bash(), ["pack", "out"], "");

            Assert.AreEqual(1, code, output);
            Assert.Contains("set EDGEWS_REPOSITORY", output);
            Assert.Contains("no git commit", output);
            Assert.Contains("is newer than src/EdgeWs.Nano/bin/Release/EdgeWs.Nano.pe", output);
        }

        [TestMethod]
        public void RefusesChangesThatAreNotCommitted()
        {
            using var copy = new RepositoryCopy();
            Commit(copy);
            Build(copy);
            copy.Write("LICENSE", "none");

            (int code, string output) = Run(copy, Bash(), ["pack", "out"], Address);

            Assert.AreEqual(1, code, output);
            Assert.Contains("the working tree has changes", output);
        }

        private static void Build(RepositoryCopy copy)
        {
            foreach (string id in s_ids)
            {
                foreach (string extension in s_extensions)
                {
                    copy.Write($"src/{id}/bin/Release/{id}.{extension}", "made up");
                }
            }
        }

        private static void Commit(RepositoryCopy copy)
        {
            copy.Write(".gitignore", "bin/\nout/\n");
            string[][] commands =
            [
                ["init", "-q"],
                ["-c", "core.autocrlf=false", "add", "-A"],
                ["-c", "user.name=test", "-c", "user.email=test@localhost", "commit", "-q", "-m", "test"]
            ];
            foreach (string[] command in commands)
            {
                (int code, string output) = Run(copy, "git", command, "");
                Assert.AreEqual(0, code, output);
            }
        }

        private static string Bash()
        {
            if (OperatingSystem.IsWindows())
            {
                Assert.Inconclusive("The script is tested where bash is at home; run these tests on Linux.");
            }

            return "bash";
        }

        private static (int Code, string Output) Run(RepositoryCopy copy, string program, string[] arguments, string address) => Command.Run(
            copy.PathOf("."),
            program,
            arguments,
            ("EDGEWS_REPOSITORY", address),
            ("GITHUB_REPOSITORY", null),
            ("GIT_CEILING_DIRECTORIES", Path.GetTempPath()));

        [GeneratedRegex(@"\]\((?!https://)")]
        private static partial Regex RelativeLink();
    }
}
