using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EdgeWs.DeviceGuards.Scanning
{
    /// <summary>Finds what only the source shows and the IL no longer does.</summary>
    internal static class SourceScan
    {
        public static IEnumerable<Finding> Scan(CSharpCompilation compilation)
        {
            return compilation.SyntaxTrees.SelectMany(tree =>
            {
                SemanticModel model = compilation.GetSemanticModel(tree);
                return tree.GetRoot().DescendantNodes()
                    .OfType<ForEachStatementSyntax>()
                    .Where(loop => IsObjectFromString(model, loop))
                    .Select(loop => Describe(model, loop));
            });
        }

        /// <summary>The enumerator of nanoFramework's strings is not typed, and what it boxes is a number.</summary>
        private static bool IsObjectFromString(SemanticModel model, ForEachStatementSyntax loop)
        {
            return model.GetTypeInfo(loop.Expression).Type?.SpecialType == SpecialType.System_String
                && model.GetDeclaredSymbol(loop)?.Type.SpecialType == SpecialType.System_Object;
        }

        private static Finding Describe(SemanticModel model, ForEachStatementSyntax loop)
        {
            int line = loop.GetLocation().GetLineSpan().StartLinePosition.Line + 1;
            return new Finding(
                "foreach over a string without 'char' yields numbers",
                model.GetEnclosingSymbol(loop.SpanStart)!.ToDisplayString(),
                $"{loop.SyntaxTree.FilePath}:{line}");
        }
    }
}
