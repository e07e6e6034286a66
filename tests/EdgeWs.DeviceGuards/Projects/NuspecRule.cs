using System.Xml.Linq;

namespace EdgeWs.DeviceGuards.Projects
{
    /// <summary>
    /// A package says what a package says in the nanoFramework ecosystem, has the output of its project in lib, and asks
    /// for the versions of nanoFramework's packages that its project was built with.
    /// </summary>
    internal static class NuspecRule
    {
        private static readonly string[] s_fields =
        [
            "id", "version", "title", "authors", "license", "projectUrl", "repository", "readme", "icon", "description",
            "copyright", "tags", "requireLicenseAcceptance"
        ];

        /// <summary>What the ecosystem's packages can be found by.</summary>
        private const string Tags = "nanoFramework C# csharp netmf netnf ";

        /// <summary>The readme with addresses in its links, which <c>pack</c> makes of the one beside the project.</summary>
        private const string PackedReadme = @"bin\Release\README.md";

        private static readonly string[] s_outputs = ["dll", "pdb", "pdbx", "pe", "xml"];

        public static IEnumerable<string> Check(DeviceRepository repository)
        {
            return DeviceRepository.Files(repository.Root, "*.nuspec")
                .SelectMany(path => CheckFile(path).Select(problem => $"{path}: {problem}"));
        }

        private static IEnumerable<string> CheckFile(string path)
        {
            XElement root = XDocument.Load(path).Root!;
            string folder = Path.GetDirectoryName(path)!;
            return CheckFields(root)
                .Concat(CheckFiles(root, folder))
                .Concat(CheckDependencies(root, folder));
        }

        private static IEnumerable<string> CheckFields(XElement root)
        {
            foreach (string field in s_fields)
            {
                XElement? element = All(root, field).FirstOrDefault();
                if (element is null || (element.Value.Length == 0 && !element.HasAttributes))
                {
                    yield return $"no {field}";
                }
            }

            if (!((string?)All(root, "tags").FirstOrDefault() ?? "").StartsWith(Tags, StringComparison.Ordinal))
            {
                yield return $"the tags do not begin with {Tags}";
            }

            if (!((string?)All(root, "description").FirstOrDefault() ?? "").Contains(PackagePins.Firmware))
            {
                yield return $"the description does not say what firmware is needed: {PackagePins.Firmware}";
            }

            string version = (string?)All(root, "version").FirstOrDefault() ?? "";
            if (version != VersionRule.Token)
            {
                yield return $"the version is '{version}', not {VersionRule.Token}";
            }
        }

        private static IEnumerable<string> CheckFiles(XElement root, string folder)
        {
            string id = (string?)All(root, "id").FirstOrDefault() ?? "";
            string[] outputs = s_outputs.Select(extension => $@"bin\Release\{id}.{extension}").ToArray();
            XElement[] files = All(root, "file").ToArray();
            string[] sources = files.Select(file => (string)file.Attribute("src")!).ToArray();
            foreach (string output in outputs)
            {
                if (!files.Any(file => (string)file.Attribute("src")! == output && (string)file.Attribute("target")! == "lib"))
                {
                    yield return $"{output} does not go to lib";
                }
            }

            foreach (string source in sources.Except(outputs))
            {
                if (!File.Exists(WindowsPath.Resolve(folder, source == PackedReadme ? "README.md" : source)))
                {
                    yield return $"there is no {source}";
                }
            }

            if (!sources.Contains(PackedReadme))
            {
                yield return $"the readme is not {PackedReadme}";
            }

            string readme = Path.Combine(folder, "README.md");
            if (File.Exists(readme) && !File.ReadAllText(readme).Contains(PackagePins.Firmware))
            {
                yield return $"the readme does not say what firmware is needed: {PackagePins.Firmware}";
            }

            foreach (XElement named in All(root, "readme").Concat(All(root, "icon")))
            {
                if (files.All(file => (string)file.Attribute("target")! != named.Value))
                {
                    yield return $"no file becomes the {named.Name.LocalName}, {named.Value}";
                }
            }
        }

        private static IEnumerable<string> CheckDependencies(XElement root, string folder)
        {
            Dictionary<string, string> wanted = PackagesConfig.Read(folder)
                .ToDictionary(package => package.Id, package => package.Version);
            Dictionary<string, string> actual = All(root, "dependency")
                .ToDictionary(element => (string)element.Attribute("id")!, element => (string?)element.Attribute("version") ?? "");

            // The packages of this repository share internal members: only the same version fits.
            foreach (ProjectItem project in Directory.GetFiles(folder, "*.nfproj").SelectMany(file => new NfprojFile(file).ProjectReferences))
            {
                wanted.Add(Path.GetFileNameWithoutExtension(project.FullPath), $"[{VersionRule.Token}]");
            }

            foreach ((string id, string version) in actual)
            {
                if (!wanted.TryGetValue(id, out string? expected))
                {
                    yield return $"{id} is neither in {PackagesConfig.FileName} nor a referenced project";
                }
                else if (expected != version)
                {
                    yield return $"{id} is {version}, but {expected} in {PackagesConfig.FileName} or by reference";
                }
            }

            foreach (string id in wanted.Keys.Except(actual.Keys))
            {
                yield return $"no dependency on {id}";
            }
        }

        private static IEnumerable<XElement> All(XElement root, string name) =>
            root.Descendants().Where(element => element.Name.LocalName == name);
    }
}
