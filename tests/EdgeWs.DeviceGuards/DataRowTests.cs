using System.Text.RegularExpressions;
using EdgeWs.DeviceGuards.Projects;

namespace EdgeWs.DeviceGuards
{
    /// <summary>
    /// The rows of device tests hold what a device can read of an attribute. An enumeration's member is not among it: the launcher
    /// of the tests ends at it without a word.
    /// </summary>
    [TestClass]
    public sealed class DataRowTests
    {
        private static readonly Regex s_member = new(@"\[DataRow\((?:[^""\]]|""[^""]*"")*?\b(?!int\.)[A-Za-z_]\w*\.[A-Za-z_]");

        [TestMethod]
        public void HoldNoMembersOfEnumerations()
        {
            string tests = Path.Combine(DeviceRepository.Find().Root, "tests");
            var bad = new[] { "EdgeWs.Nano.Tests", "EdgeWs.Nano.SessionTests" }
                .SelectMany(project => Directory.EnumerateFiles(Path.Combine(tests, project), "*.cs", SearchOption.AllDirectories))
                .Where(file => s_member.IsMatch(File.ReadAllText(file)))
                .Select(file => Path.GetRelativePath(tests, file));
            Assert.AreEqual("", string.Join(", ", bad));
        }

        [TestMethod]
        [DataRow("[DataRow(WsOverflow.Close)]", true)]
        [DataRow("[DataRow(1, \"x\", Opcode.Text)]", true)]
        [DataRow("[DataRow(1.5, \"a.b\", true)]", false)]
        [DataRow("[DataRow(0x10)] Bytes.Fill()", false)]
        [DataRow("[DataRow(1, int.MaxValue)]", false)]
        public void TheGuardSeesThem(string text, bool expected)
        {
            Assert.AreEqual(expected, s_member.IsMatch(text));
        }
    }
}
