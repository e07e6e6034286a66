using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EdgeWs.DeviceGuards.Building
{
    /// <summary>Finds what compiles and fails on the device, and what only the source shows.</summary>
    internal static class SourceScan
    {
        public static IEnumerable<string> Of(CSharpCompilation compilation)
        {
            return
                from tree in compilation.SyntaxTrees
                let model = compilation.GetSemanticModel(tree)
                from node in tree.GetRoot().DescendantNodes()
                let problem = node is ForEachStatementSyntax loop && IsObjectFromString(model, loop) ? "foreach over a string without 'char' yields numbers"
                    : node is AttributeSyntax row && IsRowOfEnumeration(model, row) ? "the launcher of the tests ends at a row with a member of an enumeration"
                    : null
                where problem != null
                select $"{tree.FilePath}:{node.GetLocation().GetLineSpan().StartLinePosition.Line + 1}: {problem}";
        }

        /// <summary>The enumerator of nanoFramework's strings is not typed, and what it boxes is a number.</summary>
        private static bool IsObjectFromString(SemanticModel model, ForEachStatementSyntax loop) =>
            model.GetTypeInfo(loop.Expression).Type?.SpecialType == SpecialType.System_String
            && model.GetDeclaredSymbol(loop)?.Type.SpecialType == SpecialType.System_Object;

        private static bool IsRowOfEnumeration(SemanticModel model, AttributeSyntax attribute) =>
            attribute.Name.ToString() == "DataRow"
            && attribute.ArgumentList?.Arguments.Any(argument => model.GetTypeInfo(argument.Expression).Type?.TypeKind == TypeKind.Enum) == true;
    }
}
