using System.Text;
using System.Text.RegularExpressions;
using EdgeWs.DeviceGuards.Building;
using EdgeWs.DeviceGuards.Projects;
using EdgeWs.DeviceGuards.Stubs;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace EdgeWs.DeviceGuards.Documents
{
    /// <summary>
    /// A C# block of a document as a library for the device. A block holds a namespace, which makes it complete, or types, or members of a
    /// class, or the statements of a method; what it does not declare itself is among the <see cref="Surroundings"/>.
    /// </summary>
    internal static partial class BlockCompilation
    {
        private static readonly Lazy<MetadataReference[]> s_references = new(() => [.. Platform(), .. Libraries()]);

        public static CSharpCompilation Of(string code)
        {
            string body = Using().Replace(code, "").Trim();
            string source = Types().IsMatch(body)
                ? body
                : $"public class Block : {nameof(Surroundings)} {{ {(Members().IsMatch(body) ? body : $"public void Run() {{\n{body}\n}}")} }}";
            var options = new CSharpParseOptions(LanguageVersion.CSharp9, DocumentationMode.None);
            bool isComplete = body.StartsWith("namespace ", StringComparison.Ordinal);
            string[] files = [isComplete ? code : $"{Surroundings.Usings}\n{source}", $"{Surroundings.Usings}\n{Surroundings.Code}"];
            return CSharpCompilation.Create(
                "Document",
                files.Select((text, i) => CSharpSyntaxTree.ParseText(text, options, i == 0 ? "block" : nameof(Surroundings), Encoding.UTF8)),
                s_references.Value,
                new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release));
        }

        private static IEnumerable<MetadataReference> Platform() =>
            StubAssemblies.Instance.Listings.Select(listing => StubAssemblies.Instance[listing.Name]);

        private static IEnumerable<MetadataReference> Libraries()
        {
            var release = new DeviceCompilation("Release");
            return DeviceRepository.Find().Projects()
                .Where(project => project.Name is "EdgeWs.Nano" or "EdgeWs.Nano.Http")
                .Select(project => release.Of(project).ToMetadataReference());
        }

        [GeneratedRegex("^using .*;\n", RegexOptions.Multiline)]
        private static partial Regex Using();

        [GeneratedRegex(@"\A(?:///.*\n)*(?:(?:public|internal|static|sealed|abstract) )*(?:class|interface|struct|enum|delegate) ")]
        private static partial Regex Types();

        [GeneratedRegex(@"\A(?:///.*\n)*(?:public|internal|private|protected) ")]
        private static partial Regex Members();
    }
}
