using EdgeWs.DeviceGuards.Snippets;

namespace EdgeWs.DeviceGuards
{
    /// <summary>The guard of the device build refuses what it must, and nothing else.</summary>
    [TestClass]
    public sealed class SnippetTests
    {
        public static IEnumerable<string> Forbidden => ForbiddenSnippets.All.Keys;

        public static IEnumerable<string> Uncompilable => UncompilableSnippets.All.Keys;

        public static IEnumerable<string> Allowed => AllowedSnippets.All.Keys;

        [TestMethod]
        [DynamicData(nameof(Forbidden))]
        public void ForbiddenConstructIsReported(string name)
        {
            Snippet snippet = ForbiddenSnippets.All[name];
            IReadOnlyList<string> problems = snippet.Check();

            Assert.DoesNotContain(problem => problem.Contains("error CS"), problems, string.Join('\n', problems));
            Report.AssertMentions(problems, snippet.Expected);
            Assert.Contains(problem => problem.StartsWith("Snippet.cs:"), problems, "No source line is given.");
        }

        [TestMethod]
        [DynamicData(nameof(Uncompilable))]
        public void DesktopCodeDoesNotCompile(string name)
        {
            Snippet snippet = UncompilableSnippets.All[name];
            Report.AssertMentions(snippet.Check(), snippet.Expected);
        }

        [TestMethod]
        [DynamicData(nameof(Allowed))]
        public void DeviceCodePasses(string name)
        {
            // Members of a snippet are there to be compiled, not called.
            IEnumerable<string> problems = AllowedSnippets.All[name].Check().Where(problem => !problem.Contains("warning CS"));
            Report.AssertNone(problems.ToList());
        }
    }
}
