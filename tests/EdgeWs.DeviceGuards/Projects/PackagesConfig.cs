using System.Xml.Linq;

namespace EdgeWs.DeviceGuards.Projects
{
    internal sealed record ConfiguredPackage(string Id, string Version, string TargetFramework, bool IsForDevelopment);

    /// <summary>The packages.config beside a project.</summary>
    internal static class PackagesConfig
    {
        public const string FileName = "packages.config";

        public static IReadOnlyList<ConfiguredPackage> Read(string folder)
        {
            string path = Path.Combine(folder, FileName);
            return !File.Exists(path)
                ? []
                : XDocument.Load(path).Root!.Elements("package")
                    .Select(element => new ConfiguredPackage(
                        (string)element.Attribute("id")!,
                        (string)element.Attribute("version")!,
                        (string?)element.Attribute("targetFramework") ?? "",
                        (bool?)element.Attribute("developmentDependency") ?? false))
                    .ToArray();
        }
    }
}
