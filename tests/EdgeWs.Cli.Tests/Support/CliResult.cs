using System.Text.Json;

namespace EdgeWs.Cli.Tests
{
    /// <summary>What the tool left behind.</summary>
    internal sealed record CliResult(int ExitCode, string Out, string Error)
    {
        public string[] Lines => Out.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries);

        /// <summary>Each line of standard output, which must be JSON.</summary>
        public JsonElement[] Json => [.. Lines.Select(line => JsonDocument.Parse(line).RootElement)];

        private string[] ErrorLines => Error.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries);

        public override string ToString()
        {
            return $"exit code {ExitCode}\n{Out}---\n{Error}";
        }

        /// <summary>Asserts how it ended, and that it wrote no commands for a terminal where there is none.</summary>
        public CliResult ExpectExit(int code)
        {
            Assert.AreEqual(code, ExitCode, ToString());
            Assert.DoesNotContain('\u001b', Out + Error, ToString());
            return this;
        }

        /// <summary>Expects one line on standard error that contains something.</summary>
        public CliResult ExpectError(params string[] parts)
        {
            string error = ErrorLines.Single(line => line.StartsWith("edgews: ", StringComparison.Ordinal));
            foreach (string part in parts)
            {
                Assert.Contains(part, error, ToString());
            }

            return this;
        }

        public CliResult ExpectStatus(string line)
        {
            Assert.Contains(line, ErrorLines, ToString());
            return this;
        }

        /// <summary>Asserts how the only lines end.</summary>
        public CliResult ExpectLines(params string[] ends)
        {
            Assert.HasCount(ends.Length, Lines, ToString());
            foreach ((string line, string end) in Lines.Zip(ends))
            {
                Assert.EndsWith(end, line, ToString());
            }

            return this;
        }
    }
}
