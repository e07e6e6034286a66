using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;

namespace EdgeWs.DeviceGuards.Stubs
{
    /// <summary>nanoFramework's assemblies as compiler references, built once from the listings.</summary>
    internal sealed class StubAssemblies
    {
        private const string ListingFolder = "NanoApi/";

        // The compiler asks for it when the core library comes from source.
        private const string RuntimeMetadataVersion = "v4.0.30319";

        // nanoFramework's: a signed assembly references no other.
        private const string PublicKey =
            "00240000048000009400000006020000002400005253413100040000010001001120aa3e809b3da4f65e1b1f65c0a3a1bf6335c39860ca41acb3c48de278c6b6"
            + "3c5df38239ec1f2e32d58cb897c8c174a5f8e78a9c0b6087d3aef373d7d0f3d9be67700fc2a5a38de1fb71b5b6f6046d841ff35abee2e0b0840a6291a312be18"
            + "4eb311baff5fef0ff6895b9a5f2253aed32fb06b819134f6bb9d531488a87ea2";

        private static readonly Lazy<StubAssemblies> s_instance = new(() => new StubAssemblies());

        private readonly Dictionary<string, MetadataReference> _references = [];
        private readonly ListingIndex _index;

        private StubAssemblies()
        {
            Listings = ReadListings();
            _index = new ListingIndex(Listings);
            foreach (ListedAssembly assembly in Listings)
            {
                Build(assembly);
            }
        }

        public static StubAssemblies Instance => s_instance.Value;

        public IReadOnlyList<ListedAssembly> Listings { get; }

        public bool Contains(string assemblyName) => _references.ContainsKey(assemblyName);

        public MetadataReference this[string assemblyName] => _references[assemblyName];

        private static ListedAssembly[] ReadListings()
        {
            Assembly assembly = typeof(StubAssemblies).Assembly;
            return assembly.GetManifestResourceNames()
                .Where(name => name.StartsWith(ListingFolder))
                .Order(StringComparer.Ordinal)
                .Select(name =>
                {
                    using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
                    return ListingParser.Parse(reader);
                })
                .ToArray();
        }

        private MetadataReference Build(ListedAssembly assembly)
        {
            if (_references.TryGetValue(assembly.Name, out MetadataReference? done))
            {
                return done;
            }

            string source = new StubSource(_index).Write(assembly);
            CSharpCompilation compilation = CSharpCompilation.Create(
                assembly.Name,
                [CSharpSyntaxTree.ParseText(source)],
                References(assembly),
                new CSharpCompilationOptions(
                    OutputKind.DynamicallyLinkedLibrary,
                    deterministic: true,
                    cryptoPublicKey: [.. Convert.FromHexString(PublicKey)],
                    publicSign: true));

            using var image = new MemoryStream();
            EmitResult result = compilation.Emit(image, options: new EmitOptions(
                metadataOnly: true,
                includePrivateMembers: false,
                runtimeMetadataVersion: RuntimeMetadataVersion));
            if (!result.Success)
            {
                IEnumerable<Diagnostic> errors =
                    result.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
                throw new InvalidOperationException(
                    $"The stub of {assembly.Name} does not compile:\n{string.Join('\n', errors)}");
            }

            MetadataReference reference = MetadataReference.CreateFromImage(image.ToArray());
            _references.Add(assembly.Name, reference);
            return reference;
        }

        /// <summary>
        /// Everything that the listing mentions and what that mentions in turn. Without a core library among them the
        /// compiler takes the assembly itself for it.
        /// </summary>
        private List<MetadataReference> References(ListedAssembly assembly)
        {
            var found = new List<ListedAssembly>();
            var open = new Queue<ListedAssembly>(_index.DependenciesOf(assembly));
            while (open.TryDequeue(out ListedAssembly? next))
            {
                if (!found.Contains(next))
                {
                    found.Add(next);
                    foreach (ListedAssembly dependency in _index.DependenciesOf(next))
                    {
                        open.Enqueue(dependency);
                    }
                }
            }

            return found.Select(Build).ToList();
        }
    }
}
