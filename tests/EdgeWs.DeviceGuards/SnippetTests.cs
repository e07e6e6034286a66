using System.Text.RegularExpressions;
using EdgeWs.DeviceGuards.Building;

namespace EdgeWs.DeviceGuards
{
    /// <summary>The guard of the device build refuses what it must, and nothing else.</summary>
    [TestClass]
    public sealed partial class SnippetTests
    {
        private const string Usings = """
            using System;
            using System.Collections;
            using System.Diagnostics;
            using System.IO;
            using System.Net;
            using System.Net.Sockets;
            using System.Text;
            using System.Threading;
            using nanoFramework.TestFramework;

            """;

        public static IEnumerable<string> Allowed => Snippets.Allowed;

        public static IEnumerable<object[]> Uncompilable => Snippets.Uncompilable.Select(snippet => new object[] { snippet.Error, snippet.Code });

        public static IEnumerable<object[]> Forbidden => Snippets.Forbidden.Select(snippet => new object[] { snippet.Construct, snippet.Code });

        [TestMethod]
        [DynamicData(nameof(Allowed))]
        public void DeviceCodePasses(string code)
        {
            // Members of a snippet are there to be compiled, not called.
            Report.AssertNone([.. Check(code).Where(problem => !problem.Contains("warning CS"))]);
        }

        [TestMethod]
        [DynamicData(nameof(Uncompilable))]
        public void DesktopCodeDoesNotCompile(string error, string code)
        {
            Report.AssertMentions(Check(code), error);
        }

        [TestMethod]
        [DynamicData(nameof(Forbidden))]
        public void ForbiddenConstructIsReported(string construct, string code)
        {
            IReadOnlyList<string> problems = Check(code);
            Assert.DoesNotContain(problem => problem.Contains("error CS"), problems, string.Join('\n', problems));
            Report.AssertMentions(problems, construct);
        }

        private static IReadOnlyList<string> Check(string code) =>
            DeviceGuard.Check(DeviceCompilation.OfSources([Usings + (Types().IsMatch(code) ? code : $"public class Snippet {{\n{code}\n}}")]));

        [GeneratedRegex("public (?:(?:static|readonly) )?(?:class|interface|struct|record|delegate) ")]
        private static partial Regex Types();
    }
}
