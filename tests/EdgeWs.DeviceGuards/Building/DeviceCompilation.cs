using EdgeWs.DeviceGuards.Projects;
using EdgeWs.DeviceGuards.Stubs;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace EdgeWs.DeviceGuards.Building
{
    /// <summary>
    /// The compilations of device projects in one configuration, against nanoFramework's assemblies instead of desktop
    /// .NET's. What a project says about language, constants, files and references counts, as in Visual Studio.
    /// </summary>
    internal sealed class DeviceCompilation(string configuration)
    {
        /// <summary>The program that runs unit tests on the device. Its package brings it; nothing calls into it.</summary>
        public const string TestLauncher = "nanoFramework.UnitTestLauncher";

        private const int VisualStudioWarningLevel = 4;

        private readonly Dictionary<string, CSharpCompilation> _done = [];

        public CSharpCompilation Of(NfprojFile project)
        {
            if (_done.TryGetValue(project.FullPath, out CSharpCompilation? done))
            {
                return done;
            }

            ProjectProperties properties = project.Properties(configuration);
            CSharpCompilation compilation = CSharpCompilation.Create(
                properties["AssemblyName"],
                Sources(project, properties),
                References(project),
                Options(project, properties));
            _done.Add(project.FullPath, compilation);
            return compilation;
        }

        /// <summary>One source text as a library of its own that references every package.</summary>
        public static CSharpCompilation OfSnippet(string source, bool allowUnsafe)
        {
            var options = new CSharpParseOptions(LanguageVersion.CSharp9, DocumentationMode.None);
            return CSharpCompilation.Create(
                "Snippet",
                [CSharpSyntaxTree.ParseText(SourceText.From(source, System.Text.Encoding.UTF8), options, "Snippet.cs")],
                StubAssemblies.Instance.Listings.Select(listing => StubAssemblies.Instance[listing.Name]),
                new CSharpCompilationOptions(
                    OutputKind.DynamicallyLinkedLibrary,
                    optimizationLevel: OptimizationLevel.Release,
                    allowUnsafe: allowUnsafe,
                    deterministic: true,
                    warningLevel: VisualStudioWarningLevel));
        }

        private static IEnumerable<SyntaxTree> Sources(NfprojFile project, ProjectProperties properties)
        {
            if (!LanguageVersionFacts.TryParse(properties["LangVersion"], out LanguageVersion language))
            {
                throw new FormatException($"{project.FullPath}: no LangVersion.");
            }

            var options = new CSharpParseOptions(
                language,
                IsDocumented(properties) ? DocumentationMode.Diagnose : DocumentationMode.Parse,
                SourceCodeKind.Regular,
                properties.List("DefineConstants"));

            // A file that is listed and missing is for the guard of the project files to tell.
            foreach (ProjectItem item in project.Compile.Where(item => File.Exists(item.FullPath)))
            {
                using FileStream file = File.OpenRead(item.FullPath);
                yield return CSharpSyntaxTree.ParseText(SourceText.From(file), options, item.FullPath);
            }
        }

        private List<MetadataReference> References(NfprojFile project)
        {
            var references = new List<MetadataReference>();
            foreach (AssemblyReference reference in project.References.Where(reference => reference.Name != TestLauncher))
            {
                if (!StubAssemblies.Instance.Contains(reference.Name))
                {
                    throw new InvalidOperationException(
                        $"{project.FullPath} references {reference.Name}: put the listing of its API into NanoApi/.");
                }

                references.Add(StubAssemblies.Instance[reference.Name]);
            }

            foreach (ProjectItem item in project.ProjectReferences)
            {
                references.Add(Of(new NfprojFile(item.FullPath)).ToMetadataReference());
            }

            return references;
        }

        private static CSharpCompilationOptions Options(NfprojFile project, ProjectProperties properties)
        {
            OutputKind kind = properties["OutputType"] == "Exe"
                ? OutputKind.ConsoleApplication
                : OutputKind.DynamicallyLinkedLibrary;
            return new CSharpCompilationOptions(
                kind,
                optimizationLevel: IsTrue(properties["Optimize"]) ? OptimizationLevel.Release : OptimizationLevel.Debug,
                checkOverflow: IsTrue(properties["CheckForOverflowUnderflow"]),
                allowUnsafe: false,
                deterministic: true,
                cryptoKeyFile: IsTrue(properties["SignAssembly"]) ? WindowsPath.Resolve(project.Folder, properties["AssemblyOriginatorKeyFile"]) : null,
                strongNameProvider: new DesktopStrongNameProvider(),
                warningLevel: VisualStudioWarningLevel,
                specificDiagnosticOptions: properties.List("NoWarn").Select(
                    id => KeyValuePair.Create(int.TryParse(id, out _) ? "CS" + id : id, ReportDiagnostic.Suppress)));
        }

        private static bool IsDocumented(ProjectProperties properties) => properties["DocumentationFile"].Length > 0;

        private static bool IsTrue(string value) => value.Equals("true", StringComparison.OrdinalIgnoreCase);
    }
}
