using System.Xml.Linq;

namespace EdgeWs.DeviceGuards.Projects
{
    /// <summary>A package asks for the versions of nanoFramework's packages that its project was built with.</summary>
    internal static class NuspecRule
    {
        public static IEnumerable<string> Check(DeviceRepository repository)
        {
            return DeviceRepository.Files(repository.Root, "*.nuspec").SelectMany(CheckFile);
        }

        private static IEnumerable<string> CheckFile(string path)
        {
            XElement root = XDocument.Load(path).Root!;
            IReadOnlyList<ConfiguredPackage> packages = PackagesConfig.Read(Path.GetDirectoryName(path)!);
            foreach (XElement dependency in root.Descendants().Where(element => element.Name.LocalName == "dependency"))
            {
                string id = (string)dependency.Attribute("id")!;
                string version = (string?)dependency.Attribute("version") ?? "";
                ConfiguredPackage? package = packages.FirstOrDefault(candidate => candidate.Id == id);
                if (package is null && id.StartsWith("nanoFramework."))
                {
                    yield return $"{path}: {id} is not in {PackagesConfig.FileName}";
                }
                else if (package != null && package.Version != version)
                {
                    yield return $"{path}: {id} is {version}, but {package.Version} in {PackagesConfig.FileName}";
                }
            }
        }
    }
}
