namespace EdgeWs.DeviceGuards
{
    /// <summary>Turns problems into a failure that shows all of them.</summary>
    internal static class Report
    {
        public static void AssertNone(IReadOnlyCollection<string> problems)
        {
            if (problems.Count > 0)
            {
                Assert.Fail("\n" + string.Join('\n', problems));
            }
        }

        /// <summary>One of the problems contains the text; or there is none, if no text is expected.</summary>
        public static void AssertMentions(IReadOnlyCollection<string> problems, string? expected)
        {
            if (expected is null)
            {
                AssertNone(problems);
            }
            else if (!problems.Any(problem => problem.Contains(expected)))
            {
                Assert.Fail($"'{expected}' is not among these {problems.Count} problems:\n{string.Join('\n', problems)}");
            }
        }
    }
}
