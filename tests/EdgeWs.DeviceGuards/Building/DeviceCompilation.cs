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

        private static readonly CSharpParseOptions s_options = new(LanguageVersion.CSharp9, DocumentationMode.None, SourceCodeKind.Regular, s_constants);

        // Most projects reference the library: it is compiled once.
        private static readonly ConcurrentDictionary<string, CSharpCompilation> s_done = new();

        /// <summary>The libraries of this repository, by name. Those with a part of another have its name.</summary>
        private static readonly Lazy<Dictionary<string, NfprojFile>> s_libraries = new(() =>
            DeviceRepository.Projects(Path.Combine(DeviceRepository.Root, "src")).Where(project => project.Name == project.AssemblyName).ToDictionary(project => project.Name));

        public static IEnumerable<MetadataReference> Libraries => s_libraries.Value.Values.Select(library => Of(library).ToMetadataReference());

        public static CSharpCompilation Of(NfprojFile project) => s_done.GetOrAdd(project.FullPath, _ => Create(project));

        /// <summary>Source texts as a library of its own that references all there is.</summary>
        public static CSharpCompilation OfSources(IEnumerable<string> sources, params IEnumerable<MetadataReference> libraries)
        {
            return OfTrees(
                sources.Select((source, i) => CSharpSyntaxTree.ParseText(SourceText.From(source, System.Text.Encoding.UTF8), s_options, $"Source{i}.cs")),
                libraries);
        }

        /// <summary>Files that are in no project, as <see cref="OfSources"/>.</summary>
        public static CSharpCompilation OfFiles(IEnumerable<string> files) => OfTrees(files.Select(file => Parse(file, s_options)), Libraries);

        private static CSharpCompilation OfTrees(IEnumerable<SyntaxTree> trees, IEnumerable<MetadataReference> libraries)
        {
            return CSharpCompilation.Create(
                "Library",
                trees,
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
            if (!LanguageVersionFacts.TryParse(project.Property("LangVersion"), out LanguageVersion language) || project.Property("LangVersion").Length == 0)
            {
                language = s_options.LanguageVersion;
            }

            DocumentationMode documentation = project.Property("DocumentationFile").Length > 0 ? DocumentationMode.Diagnose : DocumentationMode.Parse;
            var options = new CSharpParseOptions(language, documentation, SourceCodeKind.Regular, s_constants);

            // A file that is listed and missing is for the rules of the projects to tell.
            return project.Sources.Select(project.Resolve).Where(File.Exists).Select(path => Parse(path, options));
        }

        private static SyntaxTree Parse(string path, CSharpParseOptions options)
        {
            using FileStream file = File.OpenRead(path);
            return CSharpSyntaxTree.ParseText(SourceText.From(file), options, path);
        }

        /// <summary>A listed assembly, a library of this repository that came as a package, or a restored package of somebody else.</summary>
        private static MetadataReference Reference(NfprojFile project, string name) =>
            StubAssemblies.All.TryGetValue(name, out StubAssembly? stub) ? stub.Reference
                : s_libraries.Value.TryGetValue(name, out NfprojFile? library) ? Of(library).ToMetadataReference()
                : project.HintPaths.Select(project.Resolve).FirstOrDefault(path => Path.GetFileNameWithoutExtension(path) == name && File.Exists(path)) is { } file
                    ? MetadataReference.CreateFromFile(file)
                : throw new InvalidOperationException($"{project.FullPath} references {name}, of which NanoApi has no listing.");

        private static CSharpCompilationOptions Options(OutputKind kind) =>
            new(kind, optimizationLevel: OptimizationLevel.Release, deterministic: true, warningLevel: 4);
    }
}
