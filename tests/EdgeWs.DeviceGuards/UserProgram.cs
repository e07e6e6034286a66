using EdgeWs.DeviceGuards.Building;

namespace EdgeWs.DeviceGuards
{
    /// <summary>A program that uses the library and is not of this repository.</summary>
    public static class UserProgram
    {
        /// <summary>Says why it would not build for the device, or would build and fail there.</summary>
        /// <param name="path">A project, or a folder with projects; without any, all sources in it are one program.</param>
        public static IReadOnlyList<string> Check(string path)
        {
            string full = Path.GetFullPath(path);
            NfprojFile[] projects = [.. (File.Exists(full) ? [full] : DeviceRepository.Files(full, "*.nfproj")).Select(file => new NfprojFile(file))];
            if (projects.Length > 0)
            {
                return [.. projects.SelectMany(project => ProjectRules.Files(project).Concat(DeviceGuard.Check(DeviceCompilation.Of(project))))];
            }

            string[] sources = [.. DeviceRepository.Files(full, "*.cs")];
            return sources.Length > 0 ? DeviceGuard.Check(DeviceCompilation.OfFiles(sources)) : [full + " has no .nfproj and no .cs"];
        }
    }
}
