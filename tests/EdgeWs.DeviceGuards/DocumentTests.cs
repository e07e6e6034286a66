using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using EdgeWs.DeviceGuards.Building;
using EdgeWs.DeviceGuards.Documents;
using EdgeWs.DeviceGuards.Projects;

namespace EdgeWs.DeviceGuards
{
    /// <summary>
    /// All documents: C# builds for the device, what is said to be part of a file is, and what else is named is there.
    /// </summary>
    [TestClass]
    public sealed partial class DocumentTests
    {
        private static readonly string s_root = DeviceRepository.Find().Root;

        /// <summary>
        /// Each has tests: these here, or those of EdgeWs.Desktop.Tests, which run commands (sh, powershell), compare output and pass
        /// over pictures (text).
        /// </summary>
        private static readonly string[] s_languages = ["csharp", "xml", "json", "sh", "powershell", "text"];

        /// <summary>And these, in documents from which EdgerosExampleTests, SimulatedUartTests, FleetHub, NginxTests and MosquittoTests take them.</summary>
        private static readonly Dictionary<string, string[]> s_languagesOf = new()
        {
            ["js"] = ["docs/porting-from-edgeros.md", "docs/uart-bridge.md", "docs/scaling-out.md"],
            ["nginx"] = ["docs/interoperability.md", "docs/scaling-out.md"],
            ["conf"] = ["docs/subprotocols.md"],
        };

        public static IEnumerable<object[]> Documents => Document.All(s_root).Select(document => new object[] { document.Name });

        public static IEnumerable<object[]> CSharpBlocks => Blocks(block => block.Language == "csharp" && block.Source.Length == 0);

        public static IEnumerable<object[]> Quotations => Blocks(block => block.Source.Length > 0);

        [TestMethod]
        [DynamicData(nameof(CSharpBlocks))]
        public void BlockBuildsForTheDevice(string document, int line)
        {
            Report.AssertNone(DeviceGuard.Check(BlockCompilation.Of(Find(document, line).Content)));
        }

        [TestMethod]
        [DynamicData(nameof(Quotations))]
        public void BlockIsPartOfItsFile(string document, int line)
        {
            DocumentBlock block = Find(document, line);
            Assert.Contains(
                Unindent(block.Content),
                Unindent(File.ReadAllText(Path.Combine(s_root, block.Source))),
                $"{document}:{line} is not in {block.Source}");
        }

        [TestMethod]
        [DynamicData(nameof(Documents))]
        public void OtherBlocksAreWellFormed(string document)
        {
            foreach (DocumentBlock block in Document.Find(s_root, document).Blocks)
            {
                Assert.IsTrue(
                    s_languages.Contains(block.Language) || s_languagesOf.GetValueOrDefault(block.Language, []).Contains(document),
                    $"{document}:{block.Line}: no test is known for '{block.Language}' here");
                if (block.Language == "xml")
                {
                    Report.AssertNone(ProjectProblems(block.Content));
                }
                else if (block.Language == "json")
                {
                    JsonDocument.Parse(block.Content).Dispose();
                }
            }
        }

        [TestMethod]
        [DynamicData(nameof(Documents))]
        public void WhatIsNamedIsThere(string document)
        {
            Document read = Document.Find(s_root, document);
            IEnumerable<string> named = NamedFile().Matches(read.Text).Select(match => Path.Combine(s_root, match.Groups["path"].Value));
            Report.AssertNone([.. read.LinkedFiles.Concat(named).Where(path => !Path.Exists(path)).Select(path => path + " is missing")]);
        }

        /// <summary>What the tables of conformance.md name is declared somewhere, and so are the tests that any document names.</summary>
        [TestMethod]
        public void NamedTypesAndTestsAreThere()
        {
            string[] sources =
            [
                .. from folder in new[] { "src", "tests" }
                   from file in Directory.GetFiles(Path.Combine(s_root, folder), "*.cs", SearchOption.AllDirectories)
                   where !BuildFolder().IsMatch(file)
                   select File.ReadAllText(file),
            ];
            HashSet<string> types = [.. sources.SelectMany(text => Declaration().Matches(text)).Select(match => match.Groups["type"].Value)];
            string tables = Document.Find(s_root, "docs/conformance.md").Text.Split("## What the RFC requires")[1].Split("## Deviations")[0];
            IEnumerable<string> missingTypes = TypeName().Matches(tables)
                .Select(match => match.Groups["type"].Value)
                .Where(type => type != "Rules" && !types.Contains(type));

            HashSet<string> tests =
            [
                .. from text in sources
                   from type in Declaration().Matches(text)
                   where type.Groups["type"].Value.EndsWith("Tests", StringComparison.Ordinal)
                   from test in TestDeclaration().Matches(text)
                   select $"{type.Groups["type"].Value}.{test.Groups["test"].Value}",
            ];
            IEnumerable<string> missingTests = Document.All(s_root)
                .SelectMany(document => TestName().Matches(document.Text))
                .Select(match => match.Groups["test"].Value)
                .Where(test => !tests.Contains(test));
            Report.AssertNone([.. missingTypes.Concat(missingTests).Select(name => name + " is missing")]);
        }

        [TestMethod]
        public void VersionsArePinned()
        {
            string text = File.ReadAllText(Path.Combine(s_root, "docs", "versions-and-support.md"));
            CollectionAssert.AreEqual(
                PackagePins.All.Select(pin => $"{pin.Id} {pin.Version}").ToArray(),
                PackageRow().Matches(text).Select(row => $"{row.Groups["id"].Value} {row.Groups["version"].Value}").ToArray());
        }

        [TestMethod]
        public void MistakesAreFound()
        {
            Report.AssertMentions(ProjectProblems(@"<ProjectReference Include=""..\..\src\EdgeWs\EdgeWs.nfproj"" />"), "EdgeWs.nfproj");
            Report.AssertMentions(ProjectProblems(@"<package id=""nanoFramework.System.Net"" version=""1.0.0"" />"), "1.0.0");
            Report.AssertMentions(DeviceGuard.Check(BlockCompilation.Of("server.Strat();")), "CS1061");
            Report.AssertMentions(DeviceGuard.Check(BlockCompilation.Of("public class C { int[,] _grid = new int[2, 2]; }")), "multi");
            Report.AssertMentions(DeviceGuard.Check(BlockCompilation.Of("private string M() { return \"\".Replace(\"a\", \"b\"); }")), "CS1061");
        }

        private static IEnumerable<object[]> Blocks(Func<DocumentBlock, bool> filter) =>
            from document in Document.All(s_root)
            from block in document.Blocks
            where filter(block)
            select new object[] { document.Name, block.Line };

        private static DocumentBlock Find(string document, int line) =>
            Document.Find(s_root, document).Blocks.Single(block => block.Line == line);

        /// <summary>
        /// Files and packages in a part of a project, or of its packages.config, that are not those here. A project is a sample, or one
        /// beside whose solution there is a clone, as docs/your-own-project.md shows.
        /// </summary>
        private static string[] ProjectProblems(string content)
        {
            XElement block = XElement.Parse($"<block>{content}</block>");
            return
            [
                .. block.Descendants("ProjectReference")
                    .Select(reference => (string)reference.Attribute("Include")!)
                    .Where(path => !File.Exists(Path.Combine(s_root, "samples", "Esp32Server", Clone().Replace(path, "../..").Replace('\\', '/')))),
                .. block.Descendants("package")
                    .Select(package => (Id: (string)package.Attribute("id")!, Version: (string)package.Attribute("version")!))
                    .Where(package => PackagePins.Find(package.Id)?.Version != package.Version)
                    .Select(package => $"{package.Id} {package.Version}"),
            ];
        }

        private static string Unindent(string code) =>
            string.Concat(code.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0).Select(line => line + "\n"));

        [GeneratedRegex(@"^(?:\$\(EdgeWs\)|\.\.\\\.\.\\EdgeWs\.Nano)(?=[\\/])")]
        private static partial Regex Clone();

        [GeneratedRegex(@"^\| (?<id>nanoFramework\.\S+) \| (?<version>\S+) \|", RegexOptions.Multiline)]
        private static partial Regex PackageRow();

        [GeneratedRegex(@"[\\/](?:bin|obj)[\\/]")]
        private static partial Regex BuildFolder();

        [GeneratedRegex(@"\b(?:class|struct|enum) (?<type>\w+)")]
        private static partial Regex Declaration();

        [GeneratedRegex(@"public (?:void|(?:async )?Task) (?<test>\w+)\(")]
        private static partial Regex TestDeclaration();

        [GeneratedRegex(@"`(?<type>[A-Z]\w+)(?:\.\w+)?`")]
        private static partial Regex TypeName();

        [GeneratedRegex(@"`(?<test>[A-Z]\w*Tests\.(?!cs`)\w+)`")]
        private static partial Regex TestName();

        [GeneratedRegex(@"(?:--project (?<path>[\w./-]+)|(?<![\w/.-])(?<path>samples/deploy\.cs|[\w.]+\.slnx))")]
        private static partial Regex NamedFile();
    }
}
