using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;

namespace EdgeWs.DeviceGuards.Building
{
    /// <summary>Says why a compilation would not build for the device, or would build and fail there.</summary>
    internal static class DeviceGuard
    {
        public static IReadOnlyList<string> Check(CSharpCompilation compilation)
        {
            using var image = new MemoryStream();
            using var symbols = new MemoryStream();
            using var documentation = new MemoryStream();

            // The compiler looks at documentation comments only when it is to write them out.
            EmitResult result = compilation.Emit(
                image,
                symbols,
                documentation,
                options: new EmitOptions(debugInformationFormat: DebugInformationFormat.PortablePdb));

            // Most warnings beside an error are its consequences.
            DiagnosticSeverity worst = result.Success ? DiagnosticSeverity.Warning : DiagnosticSeverity.Error;
            IEnumerable<string> problems = result.Diagnostics
                .Where(diagnostic => diagnostic.Severity >= worst)
                .OrderBy(diagnostic => diagnostic.Location.SourceTree?.FilePath, StringComparer.Ordinal)
                .ThenBy(diagnostic => diagnostic.Location.SourceSpan.Start)
                .Select(diagnostic => diagnostic.ToString());
            return result.Success
                ? [.. problems, .. AssemblyScan.Of(image.ToArray(), symbols.ToArray()), .. SourceScan.Of(compilation)]
                : [.. problems];
        }
    }
}
