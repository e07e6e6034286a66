using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace EdgeWs.DeviceGuards.Building
{
    /// <summary>What goes wrong with device projects as files, and shows only in Visual Studio or in a package.</summary>
    internal static partial class ProjectRules
    {
        /// <summary>What a package says instead of its version, and <c>pack</c> replaces.</summary>
        private const string VersionToken = "[$version$]";

        public static IReadOnlyList<string> Problems(string root)
        {
            IReadOnlyList<NfprojFile> projects = DeviceRepository.Projects(root);
            return
            [
                .. projects.SelectMany(project => Files(project).Concat(References(project, root)).Concat(Package(project)).Select(problem => $"{project.Name}: {problem}")),
                .. Solution(root, projects),
                .. Versions(root, projects),
                .. Conflicts(projects)
            ];
        }

        /// <summary>The project lists every source file below its folder by name, and only files that are there.</summary>
        internal static IEnumerable<string> Files(NfprojFile project)
        {
            var sources = DeviceRepository.Files(project.Folder, "*.cs").Select(path => Path.GetRelativePath(project.Folder, path).Replace('/', '\\')).ToHashSet();
            IEnumerable<string> named = project.Sources.Concat(project.Items("None")).Concat(project.Items("Content")).Concat(project.Items("ProjectReference"));
            return sources.Except(project.Sources).Select(path => path + " is not listed")
                .Concat(project.Sources.GroupBy(path => path).Where(same => same.Count() > 1).Select(same => same.Key + " is listed twice"))
                .Concat(named.Where(path => !path.StartsWith("..") && path.EndsWith(".cs") ? !sources.Contains(path) : !File.Exists(project.Resolve(path))).Select(path => path + " is not there"));
        }

        /// <summary>packages.config, packages.lock.json and the paths of the references are of the same versions.</summary>
        private static IEnumerable<string> References(NfprojFile project, string root)
        {
            string folder = Path.Combine(root, "packages") + Path.DirectorySeparatorChar;
            IEnumerable<string> referenced =
                from path in project.HintPaths
                let match = PackageFolder().Match(Path.GetRelativePath(folder, project.Resolve(path)))
                select match.Success ? new Package(match.Groups["id"].Value, match.Groups["version"].Value).ToString() : path;
            IEnumerable<string> locked = Locked(project).Select(package => package.Package.ToString());
            string[] wanted = [.. project.Packages.Select(package => package.ToString())];
            return Differences("a HintPath", wanted, referenced).Concat(Differences("packages.lock.json", wanted, locked));
        }

        /// <summary>A package has the output of its project and what it asks for, and its other files are there.</summary>
        private static IEnumerable<string> Package(NfprojFile project)
        {
            string path = Path.ChangeExtension(project.FullPath, ".nuspec");
            if (!File.Exists(path))
            {
                return [];
            }

            XElement root = XDocument.Load(path).Root!;
            IEnumerable<XElement> All(string name) => root.Descendants().Where(element => element.Name.LocalName == name);
            string[] files = [.. All("file").Select(file => (string)file.Attribute("src")!)];
            string[] outputs = [.. new[] { "dll", "pdb", "pdbx", "pe", "xml" }.Select(extension => $@"bin\Release\{project.AssemblyName}.{extension}")];

            // The packages of this repository share internal members: only the same version fits.
            IEnumerable<string> wanted = project.Packages.Concat(project.ReferencedProjects.Select(other => new Package(other.Name, VersionToken))).Select(package => package.ToString());
            IEnumerable<string> actual = All("dependency").Select(item => new Package((string)item.Attribute("id")!, (string)item.Attribute("version")!).ToString());
            return outputs.Except(files).Select(file => $"the nuspec lacks {file}")
                .Concat(files.Where(file => !file.StartsWith("bin") && !File.Exists(project.Resolve(file))).Select(file => $"there is no {file}"))
                .Concat(Differences("the nuspec", [.. wanted], actual));
        }

        private static IEnumerable<string> Solution(string root, IReadOnlyList<NfprojFile> projects)
        {
            IEnumerable<string> listed = SolutionEntry().Matches(File.ReadAllText(Path.Combine(root, "nfproj.sln"))).Select(entry => entry.Groups["path"].Value);
            string[] wanted = [.. projects.Select(project => Path.GetRelativePath(root, project.FullPath).Replace('/', '\\'))];
            return Differences("nfproj.sln", wanted, listed);
        }

        /// <summary>A device project compiles its AssemblyInfo.cs as it is: the version stands there again.</summary>
        private static IEnumerable<string> Versions(string root, IReadOnlyList<NfprojFile> projects)
        {
            string version = File.ReadAllText(Path.Combine(root, "VERSION")).Trim();
            string numbers = version.Split('-')[0];
            return
                from project in projects
                let text = File.ReadAllText(project.Resolve(project.Sources.First(path => path.EndsWith("AssemblyInfo.cs"))))
                from line in new[] { $"AssemblyVersion(\"{numbers}.0\")", $"AssemblyFileVersion(\"{numbers}.0\")", $"AssemblyInformationalVersion(\"{version}\")" }
                where !text.Contains(line)
                select $"{project.Name}: no {line}";
        }

        /// <summary>Firmware and packages go together: there is one version of each, with one content.</summary>
        private static IEnumerable<string> Conflicts(IReadOnlyList<NfprojFile> projects)
        {
            return
                from locked in projects.SelectMany(Locked).Distinct()
                group locked by locked.Package.Id into same
                where same.Count() > 1
                select $"{same.Key} has several versions or hashes: {string.Join(", ", same)}";
        }

        private static IEnumerable<(Package Package, string Hash)> Locked(NfprojFile project)
        {
            using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(project.Folder, "packages.lock.json")));
            return
            [
                .. from framework in document.RootElement.GetProperty("dependencies").EnumerateObject()
                   from package in framework.Value.EnumerateObject()
                   select (new Package(package.Name, package.Value.GetProperty("resolved").GetString()!), package.Value.GetProperty("contentHash").GetString()!)
            ];
        }

        private static IEnumerable<string> Differences(string place, string[] wanted, IEnumerable<string> actual)
        {
            string[] found = [.. actual.Distinct()];
            return wanted.Except(found).Select(item => $"{place} lacks {item}").Concat(found.Except(wanted).Select(item => $"{place} has {item}"));
        }

        [GeneratedRegex(@"^(?<id>nanoFramework(\.[A-Za-z]\w*)+)\.(?<version>\d[\d.]*)[\\/]lib[\\/]")]
        private static partial Regex PackageFolder();

        [GeneratedRegex(@"""(?<path>[^""]*\.nfproj)""")]
        private static partial Regex SolutionEntry();
    }
}
