using System.Collections.Concurrent;
using EdgeWs.DeviceGuards.NanoApi;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace EdgeWs.DeviceGuards.Building
{
    /// <summary>
    /// Compilations against nanoFramework's assemblies instead of desktop .NET's, as Visual Studio makes them for Release. What a project
    /// says about language, files, references and signing counts.
    /// </summary>
    internal static class DeviceCompilation
    {
        /// <summary>The program that runs unit tests on the device. Nothing calls into it.</summary>
        private const string TestLauncher = "nanoFramework.UnitTestLauncher";

        private static readonly string[] s_constants = ["TRACE", "NANOFRAMEWORK_1_0"];

        // Most projects reference the library: it is compiled once.
        private static readonly ConcurrentDictionary<string, CSharpCompilation> s_done = new();

        public static CSharpCompilation Of(NfprojFile project) => s_done.GetOrAdd(project.FullPath, _ => Create(project));

        /// <summary>Source texts as a library of its own that references all there is.</summary>
        public static CSharpCompilation OfSources(IEnumerable<string> sources, params IEnumerable<MetadataReference> libraries)
        {
            var options = new CSharpParseOptions(LanguageVersion.CSharp9, DocumentationMode.None);
            return CSharpCompilation.Create(
                "Library",
                sources.Select((source, i) => CSharpSyntaxTree.ParseText(SourceText.From(source, System.Text.Encoding.UTF8), options, $"Source{i}.cs")),
                StubAssemblies.All.Values.Select(stub => stub.Reference).Concat(libraries),
                Options(OutputKind.DynamicallyLinkedLibrary).WithAllowUnsafe(true));
        }

        private static CSharpCompilation Create(NfprojFile project)
        {
            CSharpCompilationOptions options = Options(
                project.Property("OutputType") == "Exe" ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary);
            if (project.IsTrue("SignAssembly"))
            {
                options = options
                    .WithCryptoKeyFile(project.Resolve(project.Property("AssemblyOriginatorKeyFile")))
                    .WithStrongNameProvider(new DesktopStrongNameProvider());
            }

            return CSharpCompilation.Create(
                project.Property("AssemblyName"),
                Sources(project),
                project.References.Where(name => name != TestLauncher).Select(name => Reference(project, name))
                    .Concat(project.ReferencedProjects.Select(other => Of(other).ToMetadataReference())),
                options);
        }

        private static IEnumerable<SyntaxTree> Sources(NfprojFile project)
        {
            if (!LanguageVersionFacts.TryParse(project.Property("LangVersion"), out LanguageVersion language))
            {
                throw new FormatException($"{project.FullPath}: no LangVersion.");
            }

            DocumentationMode documentation = project.Property("DocumentationFile").Length > 0 ? DocumentationMode.Diagnose : DocumentationMode.Parse;
            var options = new CSharpParseOptions(language, documentation, SourceCodeKind.Regular, s_constants);

            // A file that is listed and missing is for the rules of the projects to tell.
            foreach (string path in project.Sources.Select(project.Resolve).Where(File.Exists))
            {
                using FileStream file = File.OpenRead(path);
                yield return CSharpSyntaxTree.ParseText(SourceText.From(file), options, path);
            }
        }

        private static MetadataReference Reference(NfprojFile project, string name) =>
            StubAssemblies.All.TryGetValue(name, out StubAssembly? stub)
                ? stub.Reference
                : throw new InvalidOperationException($"{project.FullPath} references {name}, of which NanoApi has no listing.");

        private static CSharpCompilationOptions Options(OutputKind kind) =>
            new(kind, optimizationLevel: OptimizationLevel.Release, deterministic: true, warningLevel: 4);
    }
}
