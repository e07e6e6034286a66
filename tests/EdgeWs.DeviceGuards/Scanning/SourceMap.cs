using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace EdgeWs.DeviceGuards.Scanning
{
    /// <summary>Finds the source line of an instruction, or of a declaration that has no instructions.</summary>
    internal sealed class SourceMap(CSharpCompilation compilation, MetadataReader symbols)
    {
        public string? Locate(MethodDefinitionHandle method, int offset)
        {
            SequencePoint? last = null;
            foreach (SequencePoint point in symbols.GetMethodDebugInformation(method.ToDebugInformationHandle()).GetSequencePoints())
            {
                // The first line of the method stands in for instructions that precede every line.
                if (!point.IsHidden && (point.Offset <= offset || last is null))
                {
                    last = point;
                }
            }

            return last is { } found
                ? $"{symbols.GetString(symbols.GetDocument(found.Document).Name)}:{found.StartLine}"
                : null;
        }

        public string? Locate(string typeName, string? memberName)
        {
            // What the compiler made up itself counts as the type around it.
            INamedTypeSymbol? type = compilation.Assembly.GetTypeByMetadataName(typeName);
            while (type is null && typeName.Contains('+'))
            {
                typeName = typeName[..typeName.LastIndexOf('+')];
                type = compilation.Assembly.GetTypeByMetadataName(typeName);
            }

            ISymbol? symbol = memberName is null ? type : type?.GetMembers(memberName).FirstOrDefault() ?? type;
            Location? location = symbol?.Locations.FirstOrDefault(candidate => candidate.IsInSource);
            return location is null
                ? null
                : $"{location.SourceTree!.FilePath}:{location.GetLineSpan().StartLinePosition.Line + 1}";
        }
    }
}
