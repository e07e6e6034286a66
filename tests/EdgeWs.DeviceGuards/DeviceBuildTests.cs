using EdgeWs.DeviceGuards.Building;
using EdgeWs.DeviceGuards.Projects;
using Microsoft.CodeAnalysis.CSharp;

namespace EdgeWs.DeviceGuards
{
    /// <summary>Every device project of the repository builds for the device, in both configurations.</summary>
    [TestClass]
    public sealed class DeviceBuildTests
    {
        public static IEnumerable<object[]> ProjectsAndConfigurations =>
            from project in DeviceRepository.Find().Projects()
            from configuration in new[] { "Debug", "Release" }
            select new object[] { project.Name, configuration };

        [TestMethod]
        [DynamicData(nameof(ProjectsAndConfigurations))]
        public void ProjectBuildsForTheDevice(string project, string configuration)
        {
            NfprojFile file = DeviceRepository.Find().Projects().Single(candidate => candidate.Name == project);
            CSharpCompilation compilation = new DeviceCompilation(configuration).Of(file);

            Report.AssertNone(DeviceGuard.Check(compilation));
        }
    }
}
