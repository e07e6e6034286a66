using System.Text.RegularExpressions;
using EdgeWs.DeviceGuards.Building;
using EdgeWs.DeviceGuards.Documents;

namespace EdgeWs.DeviceGuards
{
    /// <summary>All documents: C# builds for the device, what is said to be part of a file is, and what else is named is there.</summary>
    [TestClass]
    public sealed partial class DocumentTests
    {
        private static readonly string s_root = DeviceRepository.Root;

        public static IEnumerable<string> Documents => Document.All(s_root).Select(document => document.Name);

        public static IEnumerable<object[]> CSharpBlocks => Blocks(
            block => block.Language == "csharp" && (block.Source.Length == 0 || block.Source.StartsWith("tests/", StringComparison.Ordinal)));

        public static IEnumerable<object[]> Quotations => Blocks(block => block.Source.Length > 0);

        [TestMethod]
        [DynamicData(nameof(CSharpBlocks))]
        public void BlockBuildsForTheDevice(string document, int line)
        {
            Report.AssertNone(DeviceGuard.Check(BlockCompilation.Of(Find(document, line).Content)));
        }

        [TestMethod]
        [DataRow("server.Strat();", "CS1061")]
        [DataRow("public class C { int[,] _grid = new int[2, 2]; }", "multi-dimensional")]
        [DataRow("private string M() { return \"\".Replace(\"a\", \"b\"); }", "CS1061")]
        public void MistakeInABlockIsFound(string code, string problem)
        {
            Report.AssertMentions(DeviceGuard.Check(BlockCompilation.Of(code)), problem);
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
        public void NamedFilesAreThere(string document)
        {
            Document read = Document.Find(s_root, document);
            IEnumerable<string> named = NamedPath().Matches(read.Text).Select(match => Path.Combine(s_root, match.Value));
            Report.AssertNone([.. read.LinkedFiles.Concat(named).Where(path => !Path.Exists(path)).Select(path => path + " is missing")]);
        }

        /// <summary>The tables of conformance.md name types of the sources, and all documents name tests.</summary>
        [TestMethod]
        public void NamedTypesAndTestsAreThere()
        {
            string[] sources = [.. new[] { "src", "tests" }.SelectMany(folder => DeviceRepository.Files(Path.Combine(s_root, folder), "*.cs")).Select(File.ReadAllText)];
            HashSet<string> declared =
            [
                .. from text in sources
                   from type in Declaration().Matches(text).Select(match => match.Groups["name"].Value)
                   from name in TestDeclaration().Matches(text).Select(match => $"{type}.{match.Groups["name"].Value}").Append(type)
                   select name
            ];
            string tables = Document.Find(s_root, "docs/conformance.md").Text.Split("## What the RFC requires")[1].Split("## Deviations")[0];
            Report.AssertNone(
            [
                .. TypeName().Matches(tables)
                    .Concat(Document.All(s_root).SelectMany(document => TestName().Matches(document.Text)))
                    .Select(match => match.Groups["name"].Value)
                    .Where(name => name != "Rules" && !declared.Contains(name))
                    .Select(name => name + " is missing")
            ]);
        }

        [TestMethod]
        [DynamicData(nameof(Documents))]
        public void VersionsOfPackagesAreThoseInUse(string document)
        {
            HashSet<string> inUse = [.. DeviceRepository.Projects().SelectMany(project => project.Packages).Select(package => package.ToString())];
            Report.AssertNone(
            [
                .. PackageVersion().Matches(Document.Find(s_root, document).Text)
                    .Select(match => $"{match.Groups["id"].Value} {match.Groups["version"].Value}")
                    .Where(package => !inUse.Contains(package))
                    .Select(package => package + " is not in use here")
            ]);
        }

        private static IEnumerable<object[]> Blocks(Func<DocumentBlock, bool> filter) =>
            from document in Document.All(s_root)
            from block in document.Blocks
            where filter(block)
            select new object[] { document.Name, block.Line };

        private static DocumentBlock Find(string document, int line) =>
            Document.Find(s_root, document).Blocks.Single(block => block.Line == line);

        private static string Unindent(string code) =>
            string.Concat(code.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0).Select(line => line + "\n"));

        /// <summary>A path of the repository. What a build makes is not there, and a name in capitals stands for others.</summary>
        [GeneratedRegex(@"(?<![\w/.\\-])(?:desktop|tests|tools|samples|platform|src|docs|assets)/(?![\w./-]*(?:/bin/|/[A-Z]+\b(?!\.)))(?:[\w.-]+/)*(?:(?>[\w.-]*\w)(?![*{]))?")]
        private static partial Regex NamedPath();

        [GeneratedRegex(@"\b(?:class|struct|enum) (?<name>\w+)")]
        private static partial Regex Declaration();

        [GeneratedRegex(@"public (?:void|(?:async )?Task) (?<name>\w+)\(")]
        private static partial Regex TestDeclaration();

        [GeneratedRegex(@"`(?<name>[A-Z]\w+)(?:\.\w+)?`")]
        private static partial Regex TypeName();

        [GeneratedRegex(@"`(?<name>[A-Z]\w*Tests\.(?!cs`)\w+)`")]
        private static partial Regex TestName();

        [GeneratedRegex(@"(?:^\| |<package id="")(?<id>nanoFramework\.[\w.]+)(?: \| |"" version="")(?<version>\d+\.\d+\.\d+)", RegexOptions.Multiline)]
        private static partial Regex PackageVersion();
    }
}
