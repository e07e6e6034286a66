using EdgeWs.DeviceGuards.Building;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EdgeWs.DeviceGuards
{
    /// <summary>The folders of the library are layers: nothing knows what stands above it, and the two roles do not know each other.</summary>
    [TestClass]
    public sealed class LayerTests
    {
        // The types at the root are what all speak of: options, messages, header fields, codes.
        private const string Root = "";

        private static readonly Dictionary<string, string[]> s_below = new()
        {
            ["Checks"] = [],
            ["Scheduling"] = ["Checks"],
            [Root] = ["Checks", "Scheduling", "Protocol"],
            ["Protocol"] = ["Checks", Root],
            ["Payload"] = ["Checks", Root, "Protocol"],
            ["Transport"] = ["Checks", Root],
            ["Connections"] = ["Checks", Root, "Scheduling", "Protocol", "Payload", "Transport"],
            ["Door"] = ["Checks", Root, "Scheduling", "Protocol", "Transport", "Connections"],
            ["Client"] = ["Checks", Root, "Scheduling", "Protocol", "Transport", "Connections"],
            ["Server"] = ["Checks", Root, "Scheduling", "Protocol", "Payload", "Transport", "Connections", "Door"],
        };

        [TestMethod]
        public void NothingKnowsWhatStandsAboveIt()
        {
            NfprojFile library = DeviceRepository.Projects().Single(project => project.Name == "EdgeWs.Nano");
            CSharpCompilation compilation = DeviceCompilation.Of(library);
            string LayerOf(SyntaxTree tree) => Path.GetDirectoryName(Path.GetRelativePath(library.Folder, tree.FilePath))!;

            IEnumerable<string> upward =
                from tree in compilation.SyntaxTrees
                let layer = LayerOf(tree)
                where layer != "Properties"
                let model = compilation.GetSemanticModel(tree)
                from name in tree.GetRoot().DescendantNodes().OfType<SimpleNameSyntax>()
                let symbol = model.GetSymbolInfo(name).Symbol
                let type = symbol as INamedTypeSymbol ?? symbol?.ContainingType
                from place in type?.DeclaringSyntaxReferences.Select(declaration => LayerOf(declaration.SyntaxTree)).Take(1) ?? []
                where place != layer && !s_below[layer].Contains(place)
                select $"{Path.GetRelativePath(library.Folder, tree.FilePath)} knows {type.Name} of {place}";
            Report.AssertNone([.. upward.Distinct()]);
        }
    }
}
