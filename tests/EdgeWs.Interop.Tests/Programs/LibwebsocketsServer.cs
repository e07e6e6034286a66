using System;
using System.Text.RegularExpressions;
using EdgeWs.Desktop.Tests.Peers;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace EdgeWs.Desktop.Tests.Interop
{
    /// <summary>The test server of libwebsockets, on a port that the system chose.</summary>
    internal sealed class LibwebsocketsServer : IDisposable
    {
        private static readonly Regex s_port = new Regex(@"lws_socket_bind says (\d+)");

        private readonly ChildProcess _process;

        public LibwebsocketsServer()
        {
            // Only its debug messages tell the port.
            _process = Peer.FindProgram("libwebsockets-test-server", "libwebsockets-test-server")
                .Start("--port", "0", "--interface", "127.0.0.1", "-d", "16");
            Url = "ws://127.0.0.1:" + WaitFor(s_port).Groups[1].Value + "/";
            WaitFor(new Regex("'OPERATIONAL'"));
        }

        public string Url { get; }

        public string Transcript => "libwebsockets:\n" + _process.Transcript;

        public void Dispose()
        {
            _process.Dispose();
        }

        private Match WaitFor(Regex wanted)
        {
            string line;
            while ((line = _process.ReadLine(Deadlines.Step)) != null)
            {
                Match match = wanted.Match(line);
                if (match.Success)
                {
                    return match;
                }
            }

            throw new AssertFailedException("It ended.\n" + Transcript);
        }
    }
}
