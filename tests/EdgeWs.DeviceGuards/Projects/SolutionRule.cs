using System.Text.RegularExpressions;

namespace EdgeWs.DeviceGuards.Projects
{
    /// <summary>The device solution has every device project, under its own GUID, built and deployed in both configurations.</summary>
    internal static partial class SolutionRule
    {
        private const string NanoFrameworkProject = "{11A8DD76-328B-46DF-9F39-F559912D0360}";

        public static IEnumerable<string> Check(DeviceRepository repository)
        {
            if (!File.Exists(repository.SolutionPath))
            {
                return [$"{repository.SolutionPath} is missing"];
            }

            string text = File.ReadAllText(repository.SolutionPath);
            List<Match> entries = Entry().Matches(text).ToList();
            List<NfprojFile> projects = repository.Projects().ToList();
            HashSet<string> settings = text.Split('\n').Select(line => line.Trim()).ToHashSet();

            return projects.SelectMany(project => CheckProject(repository, project, entries, settings))
                .Concat(entries
                    .Select(entry => entry.Groups["path"].Value)
                    .Where(path => projects.All(project => project.FullPath != WindowsPath.Resolve(repository.Root, path)))
                    .Select(path => $"there is no {path}"))
                .Concat(projects
                    .GroupBy(project => project.Guid)
                    .Where(group => group.Count() > 1)
                    .Select(group => $"{string.Join(" and ", group.Select(project => project.Name))} share {group.Key}"))
                .Select(problem => $"{repository.SolutionPath}: {problem}");
        }

        private static IEnumerable<string> CheckProject(
            DeviceRepository repository,
            NfprojFile project,
            List<Match> entries,
            HashSet<string> settings)
        {
            string path = WindowsPath.Relative(repository.Root, project.FullPath);
            Match? entry = entries.Find(candidate => candidate.Groups["path"].Value == path);
            string line = $"Project(\"{NanoFrameworkProject}\") = \"{project.Name}\", \"{path}\", \"{project.Guid}\"";
            if (entry is null)
            {
                yield return $"add {line}";
            }
            else if (entry.Value != line)
            {
                yield return $"{entry.Value} should be {line}";
            }

            foreach (string configuration in new[] { "Debug", "Release" })
            {
                foreach (string step in new[] { "ActiveCfg", "Build.0", "Deploy.0" })
                {
                    string setting = $"{project.Guid}.{configuration}|Any CPU.{step} = {configuration}|Any CPU";
                    if (!settings.Contains(setting))
                    {
                        yield return $"add {setting}";
                    }
                }
            }
        }

        [GeneratedRegex(@"Project\(""[^""]*""\) = ""[^""]*"", ""(?<path>[^""]*\.nfproj)"", ""[^""]*""")]
        private static partial Regex Entry();
    }
}
