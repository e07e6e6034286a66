using System.Text.RegularExpressions;
using EdgeWs.DeviceGuards.Projects;

namespace EdgeWs.DeviceGuards.Documents
{
    /// <summary>A fenced block of a document.</summary>
    /// <param name="Language">What stands behind the fence; empty for a block that is only shown.</param>
    /// <param name="Source">The file that the comment in front of the block names, of which the block must be a part; else empty.</param>
    /// <param name="Line">Where in the document the block begins.</param>
    /// <param name="Content">The lines between the fences, without the indentation of the fence.</param>
    internal sealed record DocumentBlock(string Language, string Source, int Line, string Content);

    /// <summary>A README or a file of docs/.</summary>
    internal sealed partial class Document(string path)
    {
        private readonly string _text = File.ReadAllText(path).ReplaceLineEndings("\n");

        public string Name { get; } = Path.GetRelativePath(DeviceRepository.Find().Root, path).Replace('\\', '/');

        public static IEnumerable<Document> All =>
            Directory.GetFiles(Path.Combine(DeviceRepository.Find().Root, "docs"), "*.md")
                .Append(Path.Combine(DeviceRepository.Find().Root, "README.md"))
                .Concat(DeviceRepository.Files(Path.Combine(DeviceRepository.Find().Root, "src"), "README.md"))
                .Order(StringComparer.Ordinal)
                .Select(file => new Document(file));

        public static Document Find(string name) => All.Single(document => document.Name == name);

        public IEnumerable<DocumentBlock> Blocks => Fence().Matches(_text).Select(match => new DocumentBlock(
            match.Groups["language"].Value,
            match.Groups["source"].Value,
            _text[..match.Groups["fence"].Index].Count(c => c == '\n') + 1,
            string.Concat(match.Groups["content"].Value.Split('\n')
                .Select(line => line.StartsWith(match.Groups["indent"].Value, StringComparison.Ordinal) ? line[match.Groups["indent"].Length..] : line)
                .Select(line => line + "\n"))));

        /// <summary>The files that the document links to, as absolute paths.</summary>
        public IEnumerable<string> LinkedFiles => Link().Matches(_text)
            .Select(match => match.Groups["target"].Value)
            .Where(target => !target.Contains("://", StringComparison.Ordinal) && target[0] != '#')
            .Select(target => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path)!, target.Split('#')[0])));

        [GeneratedRegex(@"(?:^<!-- (?<source>\S+) -->\n)?^(?<indent> *)(?<fence>```)(?<language>\S*)\n(?<content>.*?)\n?^\k<indent>```$", RegexOptions.Multiline | RegexOptions.Singleline)]
        private static partial Regex Fence();

        [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)")]
        private static partial Regex Link();
    }
}
