using System;
using System.Text.RegularExpressions;
using EdgeWs.Desktop.Tests.Loops;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace EdgeWs.Desktop.Tests.Interop
{
    /// <summary>The Esp32Server sample in a process of its own.</summary>
    internal sealed class SampleServer : IDisposable
    {
        private static readonly Regex s_listening = new Regex(@"listening on (wss?)://[^/]+:(\d+)(/\S*)");

        private readonly ChildProcess _process;

        private SampleServer(ChildProcess process, string scheme, string port, string path)
        {
            _process = process;
            Port = port;
            Url = scheme + "://127.0.0.1:" + port + path;
        }

        public string Port { get; }

        /// <summary>The server's address on the loopback interface, whichever interface its own message names.</summary>
        public string Url { get; }

        public string Transcript => _process.Transcript;

        /// <summary>Starts the sample and waits until it listens.</summary>
        /// <param name="port">Where; 0 has the system choose.</param>
        /// <param name="options">Further arguments.</param>
        public static SampleServer Start(string port = "0", params string[] options)
        {
            ChildProcess process = ChildProcess.Start("dotnet", Repository.Root, [Repository.FindProgram("Esp32Server"), port, .. options]);
            try
            {
                string line;
                while ((line = process.ReadLine(Patience.Limit)) != null)
                {
                    Match match = s_listening.Match(line);
                    if (match.Success)
                    {
                        return new SampleServer(process, match.Groups[1].Value, match.Groups[2].Value, match.Groups[3].Value);
                    }
                }

                throw new AssertFailedException("The sample ended before it listened:\n" + process.Transcript);
            }
            catch
            {
                process.Dispose();
                throw;
            }
        }

        /// <summary>Waits for a line of the sample and passes over others.</summary>
        public void ExpectLine(string expected)
        {
            string line;
            do
            {
                line = _process.ReadLine(Patience.Limit);
                Assert.IsNotNull(line, "The sample ended:\n" + _process.Transcript);
            }
            while (line != expected);
        }

        public void Dispose()
        {
            _process.Dispose();
        }
    }
}
