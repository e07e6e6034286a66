namespace EdgeWs.DeviceGuards.Projects
{
    /// <summary>The repository, or a copy of it: its device solution and its device projects.</summary>
    internal sealed class DeviceRepository(string root)
    {
        public const string SolutionName = "nfproj.sln";

        private static readonly HashSet<string> s_skipped = ["bin", "obj", "packages", "node_modules", ".git", ".vs"];

        public string Root { get; } = root;

        public string SolutionPath => Path.Combine(Root, SolutionName);

        /// <summary>The repository that these tests were built in.</summary>
        public static DeviceRepository Find()
        {
            string? folder = AppContext.BaseDirectory;
            while (folder != null && !File.Exists(Path.Combine(folder, SolutionName)))
            {
                folder = Path.GetDirectoryName(folder);
            }

            return new DeviceRepository(
                folder ?? throw new FileNotFoundException($"No {SolutionName} above {AppContext.BaseDirectory}."));
        }

        public IEnumerable<NfprojFile> Projects() => Files(Root, "*.nfproj").Select(path => new NfprojFile(path));

        /// <summary>The files below a folder that are not the output of a tool, in a stable order.</summary>
        public static IEnumerable<string> Files(string folder, string pattern)
        {
            return Directory.GetFiles(folder, pattern)
                .Concat(Directory.GetDirectories(folder)
                    .Where(inner => !s_skipped.Contains(Path.GetFileName(inner)))
                    .SelectMany(inner => Files(inner, pattern)))
                .Order(StringComparer.OrdinalIgnoreCase);
        }
    }
}
