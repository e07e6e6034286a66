using System;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace EdgeWs.Desktop.Tests.Documents
{
    /// <summary>Commands that build, test or install: what they name is there, and .ci/run does the same.</summary>
    internal static class BuildCheck
    {
        /// <summary>The script that packs.</summary>
        public static string Packer => Read("pack");

        private static string Script => Read(".ci/run");

        /// <summary>A test project is in the solution that .ci/run tests; filters and variables are names that its sources have.</summary>
        public static void Test(DocumentedCommand command)
        {
            Match match = Regex.Match(
                command.Text, @"^dotnet test (?<project>\S+)(?: --filter \w+~\.?(?<name>\w+)\.?| -e (?<name>SIM_\w+)=\d+)*$");
            Assert.IsTrue(match.Success, command.Text);
            string project = match.Groups["project"].Value;
            StringAssert.Contains(Script, "dotnet test EdgeWs.slnx");
            if (project != "EdgeWs.slnx")
            {
                StringAssert.Contains(Read("EdgeWs.slnx"), $"\"{project}/{Path.GetFileName(project)}.csproj\"");
            }

            foreach (Capture name in match.Groups["name"].Captures)
            {
                var declaration = new Regex($@"(?:namespace|void|Task) [\w.]*{name.Value}|""{name.Value}""");
                Assert.IsTrue(
                    Directory.GetFiles(Path.Combine(Repository.Root, project), "*.cs", SearchOption.AllDirectories)
                        .Any(file => declaration.IsMatch(File.ReadAllText(file))),
                    $"{name.Value} is not in {project}");
            }
        }

        /// <summary>Runs the command, which must find nothing to do.</summary>
        public static void Format(DocumentedCommand command)
        {
            using ChildProcess dotnet = ChildProcess.Start(
                "dotnet", Repository.Root, [.. command.Words[1..], "--verify-no-changes", "--no-restore"]);
            Assert.AreEqual(0, dotnet.WaitForExit(PackedTool.Patience), dotnet.Transcript);
        }

        public static void IsInScript(DocumentedCommand command)
        {
            AssertHas(Script, command.Text);
        }

        public static void PackagesAreInScript(DocumentedCommand command)
        {
            foreach (string package in command.Words.Skip(2))
            {
                StringAssert.Contains(Script, $"packages+=({package})");
            }
        }

        /// <summary>A package that the tests use too.</summary>
        public static void NodePackageIsPeer(DocumentedCommand command)
        {
            Assert.HasCount(3, command.Words, command.Text);
            StringAssert.Contains(Read("tests/EdgeWs.Desktop.Tests/Peers/package.json"), $"\"{command.Words[2]}\": ");
        }

        /// <summary>The script itself has tests of its own.</summary>
        public static void Deploy(DocumentedCommand command)
        {
            Match match = Regex.Match(command.Text, @"^dotnet (?<script>samples/\S+) (?<sample>\w+) (?:COM\d+|/dev/\S+)(?<options> .*)?$");
            Assert.IsTrue(match.Success, command.Text);
            string sample = match.Groups["sample"].Value;
            Assert.IsTrue(File.Exists(Path.Combine(Repository.Root, match.Groups["script"].Value)), command.Text);
            Assert.IsTrue(File.Exists(Path.Combine(Repository.Root, "samples", sample, sample + ".nfproj")), sample);
            foreach (string option in ToolOptions.Options(match.Groups["options"].Value))
            {
                Assert.Contains(option, Nanoff.Options, command.Text);
            }
        }

        /// <summary>Files of a sample's Release build, and properties that files have.</summary>
        public static void Listing(DocumentedCommand command)
        {
            Match match = Regex.Match(
                command.Text,
                @"^Get-ChildItem (?<sample>samples\\\w+)\\bin\\Release\\\*\.pe \| Select-Object (?<property>\w+)(?:, (?<property>\w+))*$");
            Assert.IsTrue(match.Success, command.Text);
            Assert.IsTrue(Directory.Exists(Path.Combine(Repository.Root, match.Groups["sample"].Value.Replace('\\', '/'))));
            foreach (Capture property in match.Groups["property"].Captures)
            {
                Assert.IsNotNull(typeof(FileInfo).GetProperty(property.Value), property.Value);
            }
        }

        /// <summary>A package of this repository, or one that it needs, in the version that it is built with.</summary>
        public static void InstallPackage(DocumentedCommand command)
        {
            string id = command.Words[1];
            if (id.StartsWith("nanoFramework."))
            {
                XElement pinned = XElement.Parse(Read("src/EdgeWs.Nano.Http/packages.config")).Elements()
                    .Single(package => package.Attribute("id").Value == id);
                Assert.AreEqual($"Install-Package {id} -Version {pinned.Attribute("version").Value}", command.Text);
                return;
            }

            Assert.HasCount(2, command.Words, command.Text);
            Assert.IsTrue(File.Exists(Path.Combine(Repository.Root, "src", id, id + ".nuspec")), id);
        }

        /// <summary>What the build server does to build for the device.</summary>
        public static void BuildForDevice(DocumentedCommand command)
        {
            AssertHas(Read(".github/workflows/ci.yml"), command.Text);
        }

        /// <summary>The script itself has tests of its own.</summary>
        public static void Pack(DocumentedCommand command)
        {
            StringAssert.Matches(command.Text, new Regex(@"^EDGEWS_REPOSITORY=https://\S+ \./pack(?: \S+)?$"));
            StringAssert.Contains(Packer, "${EDGEWS_REPOSITORY:-}");
        }

        /// <summary>All of the command, with its last word whole.</summary>
        private static void AssertHas(string script, string command)
        {
            StringAssert.Matches(script, new Regex($@"(?<!\S){Regex.Escape(command)}(?!\S)"));
        }

        private static string Read(string path)
        {
            return File.ReadAllText(Path.Combine(Repository.Root, path));
        }
    }
}
