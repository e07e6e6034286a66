using EdgeWs.DeviceGuards.Building;

namespace EdgeWs.DeviceGuards
{
    /// <summary>Every device project of the repository builds for the device.</summary>
    [TestClass]
    public sealed class DeviceBuildTests
    {
        public static IEnumerable<string> Projects => DeviceRepository.Projects().Select(project => project.Name);

        [TestMethod]
        [DynamicData(nameof(Projects))]
        public void ProjectBuildsForTheDevice(string name)
        {
            NfprojFile project = DeviceRepository.Projects().Single(candidate => candidate.Name == name);
            Report.AssertNone(DeviceGuard.Check(DeviceCompilation.Of(project)));
        }
    }
}
