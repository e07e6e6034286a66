using System;
using System.ComponentModel;
using System.IO;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace EdgeWs.Desktop.Tests.Peers
{
    /// <summary>
    /// Someone else's WebSocket stack. A test that needs one which is not installed is skipped, or fails where
    /// EDGEWS_REQUIRE_PEERS is 1.
    /// </summary>
    internal sealed class Peer
    {
        private const string NpmInstall = "npm ci in tests/EdgeWs.Desktop.Tests/Peers";

        private static readonly TimeSpan s_probeTime = TimeSpan.FromSeconds(30);

        private readonly string _program;
        private readonly string[] _arguments;

        private Peer(string program, params string[] arguments)
        {
            _program = program;
            _arguments = arguments;
        }

        private static string Folder => Path.Combine(Repository.Root, "tests", "EdgeWs.Desktop.Tests", "Peers");

        public static Peer FindPython()
        {
            return FindPython("websockets", "python-websockets: apt-get install python3-websockets, or pip install websockets");
        }

        public static Peer FindPythonWsproto()
        {
            return FindPython("wsproto", "wsproto for Python: apt-get install python3-wsproto, or pip install wsproto");
        }

        public static Peer FindNode()
        {
            return FindNode("require('ws')", "ws for Node.js: " + NpmInstall);
        }

        public static Peer FindUndici()
        {
            return FindNode("require('undici')", "undici and Node.js 20.18 or newer: " + NpmInstall);
        }

        public static Peer FindChromium()
        {
            return FindNode(
                "require('playwright-core'); require('fs').accessSync('/usr/bin/chromium')",
                "/usr/bin/chromium and playwright-core for Node.js: apt-get install chromium, and " + NpmInstall);
        }

        /// <summary>Finds a program that is no script; what it writes to standard error joins its output.</summary>
        public static Peer FindProgram(string name, string package)
        {
            // Servers stand in /usr/sbin, which is not on every user's PATH.
            const string Path = "PATH=$PATH:/usr/sbin; ";
            Require(Succeeds("sh", "-c", Path + "command -v " + name), name + ": apt-get install " + package);
            return new Peer("sh", "-c", Path + "exec " + name + " \"$@\" 2>&1", name);
        }

        /// <summary>The same with a variable in its environment.</summary>
        public Peer With(string variable, string value)
        {
            return new Peer("env", [variable + "=" + value, _program, .. _arguments]);
        }

        /// <summary>Starts a script of this folder, or the program, with the arguments given.</summary>
        public ChildProcess Start(params string[] arguments)
        {
            return ChildProcess.Start(_program, Folder, _arguments.Concat(arguments).ToArray());
        }

        private static Peer FindPython(string module, string howToInstall)
        {
            // Debian's own Python is the one that sees Debian's packages, wherever another stands on the PATH.
            string program = Array.Find(
                new[] { "/usr/bin/python3", "python3", "python" },
                candidate => Succeeds(candidate, "-c", "import " + module));
            Require(program != null, howToInstall);
            return new Peer(program);
        }

        private static Peer FindNode(string probe, string howToInstall)
        {
            Require(Succeeds("node", "-e", probe), howToInstall);
            return new Peer("node");
        }

        private static void Require(bool isThere, string howToInstall)
        {
            if (isThere)
            {
                return;
            }

            string message = "This test needs " + howToInstall + ".";
            if (Environment.GetEnvironmentVariable("EDGEWS_REQUIRE_PEERS") == "1")
            {
                Assert.Fail(message);
            }

            Assert.Inconclusive(message);
        }

        private static bool Succeeds(string program, params string[] arguments)
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
