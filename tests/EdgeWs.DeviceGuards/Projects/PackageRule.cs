namespace EdgeWs.DeviceGuards.Projects
{
    /// <summary>
    /// packages.config has the pinned versions, and the references of the project are exactly the assemblies of those
    /// packages, found in the packages folder at the root of the repository.
    /// </summary>
    internal static class PackageRule
    {
        public static IEnumerable<string> Check(DeviceRepository repository, NfprojFile project)
        {
            IReadOnlyList<ConfiguredPackage> packages = PackagesConfig.Read(project.Folder);
            return packages.Count == 0
                ? [$"{project.Folder}: no packages in {PackagesConfig.FileName}"]
                : packages.SelectMany(CheckPin)
                    .Select(problem => $"{Path.Combine(project.Folder, PackagesConfig.FileName)}: {problem}")
                    .Concat(CheckReferences(repository, project, packages)
                        .Select(problem => $"{project.FullPath}: {problem}"));
        }

        private static IEnumerable<string> CheckPin(ConfiguredPackage package)
        {
            PackagePin? pin = PackagePins.Find(package.Id);
            if (pin is null)
            {
                yield return $"{package.Id} has no pinned version; give it one in {nameof(PackagePins)}";
            }
            else if (pin.Version != package.Version)
            {
                yield return $"{package.Id} is {package.Version}, pinned is {pin.Version}";
            }

            if (package.TargetFramework != PackagePins.TargetFramework)
            {
                yield return $"{package.Id}: targetFramework is '{package.TargetFramework}', not {PackagePins.TargetFramework}";
            }

            if (package.IsForDevelopment != (package.Id == PackagePins.ForDevelopment))
            {
                yield return $"{package.Id}: developmentDependency is {package.IsForDevelopment}";
            }
        }

        private static IEnumerable<string> CheckReferences(
            DeviceRepository repository,
            NfprojFile project,
            IReadOnlyList<ConfiguredPackage> packages)
        {
            var expected = (
                from package in packages
                from assembly in PackagePins.Find(package.Id)?.Assemblies ?? []
                let path = Path.Combine(
                    repository.Root, "packages", $"{package.Id}.{package.Version}", "lib", assembly.File)
                select new AssemblyReference(
                    assembly.Name, assembly.Version, WindowsPath.Relative(project.Folder, path))).ToList();
            List<AssemblyReference> actual = project.References.ToList();

            foreach (IGrouping<string, AssemblyReference> repeated in actual.GroupBy(reference => reference.Name).Where(group => group.Count() > 1))
            {
                yield return $"{repeated.Key} is referenced {repeated.Count()} times";
            }

            foreach (AssemblyReference wanted in expected)
            {
                AssemblyReference? found = actual.Find(reference => reference.Name == wanted.Name);
                if (found is null)
                {
                    yield return $"no reference to {wanted.Name}, though its package is in {PackagesConfig.FileName}";
                    continue;
                }

                if (found.Version != wanted.Version)
                {
                    yield return $"the reference to {wanted.Name} says Version={found.Version}, not {wanted.Version}";
                }

                if (found.HintPath != wanted.HintPath)
                {
                    yield return $"the HintPath of {wanted.Name} is '{found.HintPath}', not '{wanted.HintPath}'";
                }
            }

            foreach (AssemblyReference extra in actual.Where(reference => expected.All(wanted => wanted.Name != reference.Name)))
            {
                yield return $"the reference to {extra.Name} has no package in {PackagesConfig.FileName}";
            }
        }
    }
}
