using System;
using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace EdgeWs.Conformance.Testee
{
    /// <summary>The desktop testee, started as a user starts it.</summary>
    internal static class TesteeProcess
    {
        private static readonly TimeSpan s_startTime = TimeSpan.FromSeconds(60);

        internal static ChildProcess Start(params string[] arguments)
        {
            return ChildProcess.Start("dotnet", Repository.Root, [Repository.FindProgram("Testee"), .. arguments]);
        }

        /// <summary>Starts the server on a port that the system chooses.</summary>
        internal static ChildProcess StartServer(out int port, params string[] arguments)
        {
            ChildProcess process = Start(["server", "--port", "0", .. arguments]);
            string line = process.ReadLine(s_startTime) ?? "nothing";
            Match match = Regex.Match(line, "^listening on ws://127.0.0.1:([0-9]+)/$");
            Assert.IsTrue(match.Success, line);
            port = int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture);
            return process;
        }
    }
}
