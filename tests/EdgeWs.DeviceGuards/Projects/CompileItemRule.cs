namespace EdgeWs.DeviceGuards.Projects
{
    /// <summary>
    /// The Compile items of a project are the .cs files below its folder, each by name: the project system of Visual
    /// Studio knows no wildcards. Files from elsewhere may be linked.
    /// </summary>
    internal static class CompileItemRule
    {
        public static IEnumerable<string> Check(NfprojFile project)
        {
            HashSet<string> onDisk = DeviceRepository.Files(project.Folder, "*.cs")
                .Select(path => WindowsPath.Relative(project.Folder, path))
                .ToHashSet();
            var listed = new HashSet<string>();

            foreach (ProjectItem item in project.Compile)
            {
                bool isLinked = item.Include.StartsWith("..");
                if (item.Include.IndexOfAny(['*', '?', ';']) >= 0)
                {
                    yield return $"{project.FullPath}: replace {Line(item.Include)} by one item for each file";
                }
                else if (isLinked ? !File.Exists(item.FullPath) : !onDisk.Contains(item.Include))
                {
                    yield return $"{project.FullPath}: remove {Line(item.Include)}, there is no such file";
                }

                if (!listed.Add(item.Include))
                {
                    yield return $"{project.FullPath}: remove one {Line(item.Include)}, it is there twice";
                }

                if (item.IsConditional)
                {
                    yield return $"{project.FullPath}: remove the condition of {Line(item.Include)}";
                }
            }

            foreach (string path in onDisk.Except(listed).Order(StringComparer.OrdinalIgnoreCase))
            {
                yield return $"{project.FullPath}: add {Line(path)}";
            }
        }

        private static string Line(string include) => $"<Compile Include=\"{include}\" />";
    }
}
