namespace EdgeWs.DeviceGuards.Projects
{
    /// <summary>Project and solution files spell paths with backslashes, wherever they are read.</summary>
    internal static class WindowsPath
    {
        public static string Resolve(string folder, string relative) =>
            Path.GetFullPath(Path.Combine(folder, relative.Replace('\\', '/')));

        public static string Relative(string folder, string path) =>
            Path.GetRelativePath(folder, path).Replace('/', '\\');
    }
}
