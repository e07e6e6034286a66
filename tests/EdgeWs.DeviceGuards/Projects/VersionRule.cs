using System.Text.RegularExpressions;

namespace EdgeWs.DeviceGuards.Projects
{
    /// <summary>
    /// The version stands in the file VERSION. Desktop projects and packages take it from there; a device project compiles
    /// its AssemblyInfo.cs as it is, so there it is repeated.
    /// </summary>
    internal static partial class VersionRule
    {
        public const string FileName = "VERSION";

        /// <summary>What a package says instead of its version, and <c>pack</c> replaces.</summary>
        public const string Token = "$version$";

        public static IEnumerable<string> Check(DeviceRepository repository)
        {
            string path = Path.Combine(repository.Root, FileName);
            string version = File.ReadAllText(path).Trim();
            Match match = SemanticVersion().Match(version);
            return match.Success
                ? repository.Projects().SelectMany(project => CheckProject(project, match.Groups["numbers"].Value, version))
                : [$"{path}: '{version}' is not a version such as 1.2.3 or 1.2.3-preview.4"];
        }

        private static IEnumerable<string> CheckProject(NfprojFile project, string numbers, string version)
        {
            string path = Path.Combine(project.Folder, "Properties", "AssemblyInfo.cs");
            if (!File.Exists(path))
            {
                yield break;
            }

            string text = File.ReadAllText(path);
            string[] wanted =
            [
                $"[assembly: AssemblyVersion(\"{numbers}.0\")]",
                $"[assembly: AssemblyFileVersion(\"{numbers}.0\")]",
                $"[assembly: AssemblyInformationalVersion(\"{version}\")]"
            ];
            foreach (string line in wanted.Where(line => !text.Contains(line)))
            {
                yield return $"{path}: no {line}, as {FileName} says";
            }
        }

        [GeneratedRegex(@"^(?<numbers>\d+\.\d+\.\d+)(-[0-9A-Za-z.-]+)?$")]
        private static partial Regex SemanticVersion();
    }
}
