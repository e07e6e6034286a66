using EdgeWs.DeviceGuards.Building;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;

namespace EdgeWs.DeviceGuards.NanoApi
{
    /// <summary>The public surface of one of nanoFramework's assemblies, and what the compiler needs of it.</summary>
    internal sealed record StubAssembly(string File, string Listing, byte[] Image, MetadataReference Reference);

    /// <summary>nanoFramework's assemblies as references for the compiler, made once from the listings.</summary>
    internal static class StubAssemblies
    {
        // The compiler asks for it when the core library comes from source.
        private const string RuntimeMetadataVersion = "v4.0.30319";

        // nanoFramework's: a signed assembly references no other.
        private const string PublicKey =
            "00240000048000009400000006020000002400005253413100040000010001001120aa3e809b3da4f65e1b1f65c0a3a1bf6335c39860ca41acb3c48de278c6b6"
            + "3c5df38239ec1f2e32d58cb897c8c174a5f8e78a9c0b6087d3aef373d7d0f3d9be67700fc2a5a38de1fb71b5b6f6046d841ff35abee2e0b0840a6291a312be18"
            + "4eb311baff5fef0ff6895b9a5f2253aed32fb06b819134f6bb9d531488a87ea2";

        private static readonly Lazy<Dictionary<string, StubAssembly>> s_all = new(BuildAll);

        public static IReadOnlyDictionary<string, StubAssembly> All => s_all.Value;

        private static Dictionary<string, StubAssembly> BuildAll()
        {
            string folder = Path.Combine(DeviceRepository.Root, "tests", "EdgeWs.DeviceGuards", "NanoApi");
            var files = Directory.GetFiles(folder, "*.txt").ToDictionary(file => ReadHead(file).Name);
            var built = new Dictionary<string, StubAssembly>();
            foreach (string name in files.Keys)
            {
                Build(name, files, built);
            }

            return built;
        }

        private static MetadataReference Build(string name, Dictionary<string, string> files, Dictionary<string, StubAssembly> built)
        {
            if (built.TryGetValue(name, out StubAssembly? done))
            {
                return done.Reference;
            }

            string listing = File.ReadAllText(files[name]);
            CSharpCompilation compilation = CSharpCompilation.Create(
                name,
                [CSharpSyntaxTree.ParseText(listing)],
                ReadHead(files[name]).References.Select(reference => Build(reference, files, built)),
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
                throw new InvalidOperationException(string.Join('\n', result.Diagnostics.Where(problem => problem.Severity == DiagnosticSeverity.Error)));
            }

            MetadataReference reference = MetadataReference.CreateFromImage(image.ToArray());
            built.Add(name, new StubAssembly(files[name], listing, image.ToArray(), reference));
            return reference;
        }

        /// <summary>The first line of a listing is "// NAME, references: NAME, NAME".</summary>
        private static (string Name, string[] References) ReadHead(string file)
        {
            string[] head = File.ReadLines(file).First()["// ".Length..].Split(", references: ");
            return (head[0], head[1].Split(", ", StringSplitOptions.RemoveEmptyEntries));
        }
    }
}
