using System.Text.Json;

namespace EdgeWs.DeviceGuards.Projects
{
    /// <summary>
    /// packages.lock.json locks what packages.config asks for, with the same hash in every project. The project has it
    /// written by <c>nuget restore</c>, which checks it with -LockedMode.
    /// </summary>
    internal static class LockRule
    {
        public const string FileName = "packages.lock.json";

        private const string Framework = ".NETnanoFramework,Version=v1.0";
        private const string Property = "RestorePackagesWithLockFile";

        public static IEnumerable<string> Check(DeviceRepository repository)
        {
            NfprojFile[] projects = repository.Projects().ToArray();
            return projects.SelectMany(CheckProject).Concat(CheckHashes(projects));
        }

        private static IEnumerable<string> CheckProject(NfprojFile project)
        {
            if (project.OtherFiles.All(item => item.Include != FileName) || project.Properties("Release")[Property] != "true")
            {
                yield return $"{project.FullPath}: {FileName} is not listed, or {Property} is not true";
            }

            Dictionary<string, LockedPackage> locked = Read(project).ToDictionary(package => package.Id);
            IReadOnlyList<ConfiguredPackage> configured = PackagesConfig.Read(project.Folder);
            foreach (ConfiguredPackage package in configured)
            {
                if (!locked.TryGetValue(package.Id, out LockedPackage? found) || found.Version != package.Version)
                {
                    yield return $"{PathOf(project)}: {package.Id} {package.Version} is not locked; run nuget restore nfproj.sln";
                }
            }

            foreach (string id in locked.Keys.Except(configured.Select(package => package.Id)))
            {
                yield return $"{PathOf(project)}: {id} is not in {PackagesConfig.FileName}";
            }
        }

        private static IEnumerable<string> CheckHashes(IEnumerable<NfprojFile> projects)
        {
            return
                from project in projects
                from package in Read(project)
                group package by (package.Id, package.Version) into same
                where same.Select(package => package.Hash).Distinct().Count() > 1
                select $"{FileName}: {same.Key.Id} {same.Key.Version} has more than one hash";
        }

        private static List<LockedPackage> Read(NfprojFile project)
        {
            if (!File.Exists(PathOf(project)))
            {
                return [];
            }

            using JsonDocument document = JsonDocument.Parse(File.ReadAllText(PathOf(project)));
            return document.RootElement.GetProperty("dependencies").GetProperty(Framework).EnumerateObject()
                .Select(package => new LockedPackage(
                    package.Name,
                    package.Value.GetProperty("resolved").GetString()!,
                    package.Value.GetProperty("contentHash").GetString()!))
                .ToList();
        }

        private static string PathOf(NfprojFile project) => Path.Combine(project.Folder, FileName);

        private sealed record LockedPackage(string Id, string Version, string Hash);
    }
}
