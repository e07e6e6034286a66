using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using EdgeWs.DeviceGuards.Scanning;
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
            var problems = result.Diagnostics
                .Where(diagnostic => diagnostic.Severity >= worst)
                .OrderBy(diagnostic => diagnostic.Location.SourceTree?.FilePath, StringComparer.Ordinal)
                .ThenBy(diagnostic => diagnostic.Location.SourceSpan.Start)
                .Select(diagnostic => diagnostic.ToString())
                .ToList();
            if (result.Success)
            {
                problems.AddRange(Scan(compilation, image, symbols)
                    .Concat(SourceScan.Scan(compilation))
                    .Select(finding => finding.ToString()));
            }

            return problems;
        }

        private static IReadOnlyCollection<Finding> Scan(CSharpCompilation compilation, MemoryStream image, MemoryStream symbols)
        {
            image.Position = 0;
            symbols.Position = 0;
            using var reader = new PEReader(image, PEStreamOptions.LeaveOpen);
            using var provider = MetadataReaderProvider.FromPortablePdbStream(symbols, MetadataStreamOptions.LeaveOpen);
            return ConstructScanner.Scan(reader, new SourceMap(compilation, provider.GetMetadataReader()));
        }
    }
}
