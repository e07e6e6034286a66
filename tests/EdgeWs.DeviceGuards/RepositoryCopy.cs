using EdgeWs.DeviceGuards.Projects;

namespace EdgeWs.DeviceGuards
{
    /// <summary>A copy of the device solution, its projects and what their packages take along, that a test may break.</summary>
    internal sealed class RepositoryCopy : IDisposable
    {
        private static readonly string[] s_beside =
            [VersionRule.FileName, SigningRule.KeyName, "LICENSE", "CHANGELOG.md", "assets/icon.png", "pack"];

        private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("device-guards-");

        public RepositoryCopy()
        {
            DeviceRepository original = DeviceRepository.Find();
            Copy(original, original.SolutionPath);
            foreach (string name in s_beside)
            {
                Copy(original, Path.Combine(original.Root, name));
            }

            foreach (NfprojFile project in original.Projects())
            {
                foreach (string path in DeviceRepository.Files(project.Folder, "*"))
                {
                    Copy(original, path);
                }
            }

            Repository = new DeviceRepository(_folder.FullName);
        }

        public DeviceRepository Repository { get; }

        public string PathOf(string relative) => Path.Combine(_folder.FullName, relative);

        public void Write(string relative, string text)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(PathOf(relative))!);
            File.WriteAllText(PathOf(relative), text);
        }

        /// <summary>Replaces text that must be there, so that no test breaks nothing unnoticed.</summary>
        public void Replace(string relative, string oldText, string newText)
        {
            string text = File.ReadAllText(PathOf(relative));
            Assert.Contains(oldText, text);
            File.WriteAllText(PathOf(relative), text.Replace(oldText, newText));
        }

        public void Dispose() => _folder.Delete(recursive: true);

        private void Copy(DeviceRepository original, string path)
        {
            string target = PathOf(Path.GetRelativePath(original.Root, path));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(path, target);
        }
    }
}
