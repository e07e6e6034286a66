namespace EdgeWs.DeviceGuards.Building
{
    /// <summary>The repository of this source.</summary>
    internal static class DeviceRepository
    {
        private static readonly HashSet<string> s_skipped = ["bin", "obj", "packages", "node_modules", ".git", ".vs"];

        public static string Root { get; } = FindRoot();

        public static IReadOnlyList<NfprojFile> Projects() => Projects(Root);

        public static IReadOnlyList<NfprojFile> Projects(string root) => [.. Files(root, "*.nfproj").Select(path => new NfprojFile(path))];

        /// <summary>The files below a folder that are not the output of a tool, in a stable order.</summary>
        public static IEnumerable<string> Files(string folder, string pattern)
        {
            return Directory.GetFiles(folder, pattern)
                .Concat(Directory.GetDirectories(folder)
                    .Where(inner => !s_skipped.Contains(Path.GetFileName(inner)))
                    .SelectMany(inner => Files(inner, pattern)))
                .Order(StringComparer.Ordinal);
        }

        private static string FindRoot()
        {
            // A program of one file is built elsewhere, and told where the file is.
            string folder = AppContext.GetData("EntryPointFileDirectoryPath") as string ?? AppContext.BaseDirectory;
            while (!File.Exists(Path.Combine(folder, "nfproj.sln")))
            {
                folder = Path.GetDirectoryName(folder)!;
            }

            return folder;
        }
    }
}
