using System;
using System.Linq;
using System.Text.Json;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace EdgeWs.Cli.Tests
{
    /// <summary>What the tool left behind.</summary>
    internal sealed record CliResult(int ExitCode, string Out, string Error)
    {
        public string[] Lines => Out.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries);

        /// <summary>Each line of standard output, which must be JSON.</summary>
        public JsonElement[] Json => Lines.Select(line => JsonDocument.Parse(line).RootElement).ToArray();

        public override string ToString()
        {
            return $"exit code {ExitCode}\n{Out}---\n{Error}";
        }

        public CliResult ExpectExit(int code)
        {
            Assert.AreEqual(code, ExitCode, ToString());
            return this;
        }

        /// <summary>Expects one line on standard error that contains something.</summary>
        public CliResult ExpectError(params string[] parts)
        {
            string[] errors = Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Where(line => line.StartsWith("edgews: ", StringComparison.Ordinal)).ToArray();
            Assert.HasCount(1, errors, ToString());
            foreach (string part in parts)
            {
                Assert.Contains(part, errors[0], ToString());
            }

            return this;
        }

        public CliResult ExpectStatus(string line)
        {
            CollectionAssert.Contains(Error.Split('\n'), line, ToString());
            return this;
        }
    }
}
