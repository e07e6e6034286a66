using System.Collections.Concurrent;
using System.ComponentModel;

namespace EdgeWs.Interop.Tests
{
    /// <summary>Someone else's program. A test that needs one which is not installed is skipped: <see cref="MissingPeers"/>.</summary>
    internal sealed class Peer
    {
        private const string Debian = "apt-get install";
        private const string Folder = "tests/EdgeWs.Interop.Tests/Peers";

        private static readonly ConcurrentDictionary<string, bool> s_probes = new();

        private readonly string _program;
        private readonly string[] _arguments;

        private Peer(string program, params string[] arguments)
        {
            _program = program;
            _arguments = arguments;
        }

        /// <summary>Finds what runs a script of the folder <c>Peers</c>.</summary>
        public static Peer FindFor(string script)
        {
            return Path.GetExtension(script) == ".py" ? FindPython(script.Split('_')[0])
                : script == "chromium_client.js" || script.StartsWith("page_", StringComparison.Ordinal) ? FindChromium()
                : FindNode(script.StartsWith("undici", StringComparison.Ordinal) ? "undici" : "ws");
        }

        public static Peer FindNode(string module = "ws")
        {
            if (!Succeeds("node", "--version"))
            {
                MissingPeers.Skip("node", Debian, "nodejs npm");
            }

            if (!Succeeds("node", "-e", $"require('{module}')"))
            {
                MissingPeers.Skip("node packages", "npm ci --prefix " + Folder, string.Empty);
            }

            return new Peer("node");
        }

        /// <summary>Finds a program that is no script; what it writes to standard error joins its output.</summary>
        public static Peer FindProgram(string name, string package = null)
        {
            // Servers stand in /usr/sbin, which is not on every user's PATH.
            const string Path = "PATH=$PATH:/usr/sbin; ";
            if (!Succeeds("sh", "-c", Path + "command -v " + name))
            {
                MissingPeers.Skip(name, Debian, package ?? name);
            }

            return new Peer("sh", "-c", Path + "exec " + name + " \"$@\" 2>&1", name);
        }

        /// <summary>The same with a file of certificates that Python and Node.js trust.</summary>
        public Peer Trusting(TestCertificate authority)
        {
            return new Peer("env", ["SSL_CERT_FILE=" + authority.File, "NODE_EXTRA_CA_CERTS=" + authority.File, _program, .. _arguments]);
        }

        /// <summary>Starts a script of the folder, or the program, with the arguments given.</summary>
        public ChildProcess Start(params string[] arguments)
        {
            return ChildProcess.Start(_program, Path.Combine(Repository.Root, Folder), [.. _arguments, .. arguments]);
        }

        private static Peer FindChromium()
        {
            Peer node = FindNode("playwright-core");
            if (!File.Exists("/usr/bin/chromium"))
            {
                MissingPeers.Skip("chromium", Debian, "chromium");
            }

            return node;
        }

        private static Peer FindPython(string module)
        {
            // Debian's own Python is the one that sees Debian's packages, wherever another stands on the PATH.
            string program = Array.Find(["/usr/bin/python3", "python3"], candidate => Succeeds(candidate, "-c", "import " + module));
            if (program == null)
            {
                MissingPeers.Skip(module + " for Python", Debian, "python3-" + module);
            }

            return new Peer(program);
        }

        private static bool Succeeds(string program, params string[] arguments)
        {
            return s_probes.GetOrAdd(program + " " + string.Join(' ', arguments), _ =>
            {
                try
                {
                    using ChildProcess process = new Peer(program, arguments).Start();
                    return process.WaitForExit() == 0;
                }
                catch (Win32Exception)
                {
                    return false;
                }
            });
        }
    }
}
