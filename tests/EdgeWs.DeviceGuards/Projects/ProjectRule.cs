namespace EdgeWs.DeviceGuards.Projects
{
    /// <summary>A project pins its language, describes its assembly, and mentions only files that exist.</summary>
    internal static class ProjectRule
    {
        private const string LangVersion = "9.0";
        private const string AssemblyInfo = @"Properties\AssemblyInfo.cs";

        public static IEnumerable<string> Check(NfprojFile project)
        {
            foreach (string configuration in new[] { "Debug", "Release" })
            {
                string language = project.Properties(configuration)["LangVersion"];
                if (language != LangVersion)
                {
                    yield return $"{project.FullPath}: LangVersion is '{language}' in {configuration}, not {LangVersion}";
                }
            }

            if (!File.Exists(WindowsPath.Resolve(project.Folder, AssemblyInfo))
                || project.Compile.All(item => item.Include != AssemblyInfo))
            {
                yield return $"{project.FullPath}: {AssemblyInfo} is not there or not listed";
            }

            foreach (ProjectItem item in project.OtherFiles.Concat(project.ProjectReferences))
            {
                if (!File.Exists(item.FullPath))
                {
                    yield return $"{project.FullPath}: there is no {item.Include}";
                }
            }
        }
    }
}
