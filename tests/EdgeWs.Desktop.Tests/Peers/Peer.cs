using System;
using System.ComponentModel;
using System.IO;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace EdgeWs.Desktop.Tests.Peers
{
    /// <summary>
    /// Someone else's WebSocket stack. A test that needs one which is not installed is skipped, or fails where
    /// EDGEWS_REQUIRE_PEERS is 1.
    /// </summary>
    internal sealed class Peer
    {
        private static readonly TimeSpan s_probeTime = TimeSpan.FromSeconds(30);

        private readonly string _program;

        private Peer(string program)
        {
            _program = program;
        }

        private static string Folder => Path.Combine(Repository.Root, "tests", "EdgeWs.Desktop.Tests", "Peers");

        public static Peer FindPython()
        {
            // Debian's own Python is the one that sees Debian's packages, wherever another stands on the PATH.
            return Find(
                new[] { "/usr/bin/python3", "python3", "python" },
                new[] { "-c", "import websockets" },
                "python-websockets: apt-get install python3-websockets, or pip install websockets");
        }

        public static Peer FindNode()
        {
            return Find(
                new[] { "node" },
                new[] { "-e", "require('ws')" },
                "ws for Node.js: npm ci in tests/EdgeWs.Desktop.Tests/Peers");
        }

        /// <summary>Starts a script of this folder with the arguments given.</summary>
        public ChildProcess Start(string script, params string[] arguments)
        {
            var all = new string[arguments.Length + 1];
            all[0] = script;
            arguments.CopyTo(all, 1);
            return ChildProcess.Start(_program, Folder, all);
        }

        private static Peer Find(string[] programs, string[] probe, string howToInstall)
        {
            foreach (string program in programs)
            {
                if (Succeeds(program, probe))
                {
                    return new Peer(program);
                }
            }

            string message = "This test needs " + howToInstall + ".";
            if (Environment.GetEnvironmentVariable("EDGEWS_REQUIRE_PEERS") == "1")
            {
                Assert.Fail(message);
            }

            Assert.Inconclusive(message);
            return null;
        }

        private static bool Succeeds(string program, string[] arguments)
        {
            try
            {
                using ChildProcess process = ChildProcess.Start(program, Folder, arguments);
                return process.WaitForExit(s_probeTime) == 0;
            }
            catch (Win32Exception)
            {
                return false;
            }
        }
    }
}
