using System.Text.RegularExpressions;

namespace EdgeWs.DeviceGuards.Documents
{
    /// <summary>A fenced block of a document.</summary>
    /// <param name="Language">What stands behind the fence.</param>
    /// <param name="Source">The file that the comment in front of the block names, of which the block must be a part; else empty.</param>
    /// <param name="Line">Where in the document the block begins.</param>
    /// <param name="Content">The lines between the fences, without the indentation of the fence.</param>
    internal sealed record DocumentBlock(string Language, string Source, int Line, string Content);

    /// <summary>A document for those who use the library or work on it: at the root of the repository, in docs/, or a package's readme.</summary>
    internal sealed partial class Document(string root, string path)
    {
        /// <summary>The path below the root.</summary>
        public string Name { get; } = Path.GetRelativePath(root, path).Replace('\\', '/');

        public string Text { get; } = File.ReadAllText(path).ReplaceLineEndings("\n");

        /// <param name="root">The folder of the repository.</param>
        public static IEnumerable<Document> All(string root) =>
            Directory.GetFiles(root, "*.md")
                .Concat(Directory.GetFiles(Path.Combine(root, "docs"), "*.md"))
                .Concat(Directory.GetDirectories(Path.Combine(root, "src")).Select(folder => Path.Combine(folder, "README.md")).Where(File.Exists))
                .Order(StringComparer.Ordinal)
                .Select(file => new Document(root, file));

        public static Document Find(string root, string name) => All(root).Single(document => document.Name == name);

        public IEnumerable<DocumentBlock> Blocks => Fence().Matches(Text).Select(match => new DocumentBlock(
            match.Groups["language"].Value,
            match.Groups["source"].Value,
            Text[..match.Groups["fence"].Index].Count(c => c == '\n') + 1,
            string.Concat(match.Groups["content"].Value.Split('\n')
                .Select(line => line.StartsWith(match.Groups["indent"].Value, StringComparison.Ordinal) ? line[match.Groups["indent"].Length..] : line)
                .Select(line => line + "\n"))));

        /// <summary>The files that the document links to, as absolute paths.</summary>
        public IEnumerable<string> LinkedFiles => Link().Matches(Text)
            .Select(match => match.Groups["target"].Value)
            .Where(target => !target.Contains("://", StringComparison.Ordinal) && target[0] != '#')
            .Select(target => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path)!, target.Split('#')[0])));

        [GeneratedRegex(@"(?:^<!-- (?<source>\S+) -->\n)?^(?<indent> *)(?<fence>```)(?<language>\S*)\n(?<content>.*?)\n?^\k<indent>```$", RegexOptions.Multiline | RegexOptions.Singleline)]
        private static partial Regex Fence();

        [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)")]
        private static partial Regex Link();
    }
}
