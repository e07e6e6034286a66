namespace EdgeWs.Testing
{
    /// <summary>Where the sources and the other projects' outputs are.</summary>
    internal static class Repository
    {
        public static string Root { get; } = FindRoot();

        /// <summary>Returns the path of a desktop program that was built together with these tests.</summary>
        public static string FindProgram(string name)
        {
            return FindProgramOf("desktop/" + name);
        }

        /// <summary>The same by the folder of its project in the repository, whatever its file is called.</summary>
        public static string FindProgramOf(string project)
        {
            const string Marker = ".runtimeconfig.json";
            return Directory.GetFiles(Output(project), "*" + Marker).Single().Replace(Marker, ".dll");
        }

        private static string Output(string project)
        {
            // .../bin/CONFIGURATION/FRAMEWORK/ here and there.
            var output = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
            return Path.Combine(Root, project, "bin", output.Parent.Name, output.Name);
        }

        private static string FindRoot()
        {
            DirectoryInfo folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (!File.Exists(Path.Combine(folder.FullName, "EdgeWs.slnx")))
            {
                folder = folder.Parent;
            }

            return folder.FullName;
        }
    }
}
