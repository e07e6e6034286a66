using EdgeWs.DeviceGuards.Projects;

namespace EdgeWs.DeviceGuards
{
    /// <summary>The device projects and their solution are what Visual Studio and nanobuild need.</summary>
    [TestClass]
    public sealed class ProjectFileTests
    {
        [TestMethod]
        public void ProjectsAndSolutionAreComplete()
        {
            DeviceRepository repository = DeviceRepository.Find();

            Assert.IsNotEmpty(repository.Projects());
            Report.AssertNone(ProjectGuard.Check(repository));
        }
    }
}
