namespace EdgeWs.DeviceGuards.Projects
{
    /// <summary>Says what is wrong with the device projects as files, before anything is compiled.</summary>
    internal static class ProjectGuard
    {
        public static IReadOnlyList<string> Check(DeviceRepository repository)
        {
            return repository.Projects()
                .SelectMany(project => CompileItemRule.Check(project)
                    .Concat(PackageRule.Check(repository, project))
                    .Concat(ProjectRule.Check(project)))
                .Concat(SolutionRule.Check(repository))
                .Concat(NuspecRule.Check(repository))
                .Concat(SigningRule.Check(repository))
                .Concat(VersionRule.Check(repository))
                .Concat(LockRule.Check(repository))
                .ToList();
        }
    }
}
