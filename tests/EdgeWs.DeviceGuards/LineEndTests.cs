using EdgeWs.DeviceGuards.Projects;

namespace EdgeWs.DeviceGuards
{
    /// <summary>
    /// .gitattributes gives every system the line ends that .editorconfig asks for: a script with others does not run in a shell.
    /// </summary>
    [TestClass]
    public sealed class LineEndTests
    {
        [TestMethod]
        [DataRow("*.cs")]
        [DataRow("*.md")]
        [DataRow("*.*proj")]
        [DataRow("*.yml")]
        [DataRow("pack")]
        [DataRow("run")]
        public void AreTheSameEverywhere(string pattern)
        {
            string[] files = DeviceRepository.Files(DeviceRepository.Find().Root, pattern).ToArray();
            Assert.IsNotEmpty(files);
            Report.AssertNone([.. files.Where(file => File.ReadAllText(file).Contains('\r')).Select(file => file + " has carriage returns")]);
        }
    }
}
