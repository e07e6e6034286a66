using System;
using System.Text.RegularExpressions;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace EdgeWs.Desktop.Tests.Interop
{
    /// <summary>The Esp32Server sample in a process of its own, on a port that the system chose.</summary>
    internal sealed class SampleServer : IDisposable
    {
        private static readonly TimeSpan s_startTime = TimeSpan.FromSeconds(30);
        private static readonly Regex s_listening = new Regex(@"listening on ws://[^/]+:(\d+)(/\S*)");

        private readonly ChildProcess _process;

        private SampleServer(ChildProcess process, string url)
        {
            _process = process;
            Url = url;
        }

        /// <summary>The server's address on the loopback interface, whichever interface its own message names.</summary>
        public string Url { get; }

        public string Transcript => _process.Transcript;

        public static SampleServer Start()
        {
            ChildProcess process = ChildProcess.Start("dotnet", Repository.Root, Repository.FindProgram("Esp32Server"), "0");
            try
            {
                string line;
                while ((line = process.ReadLine(s_startTime)) != null)
                {
                    Match match = s_listening.Match(line);
                    if (match.Success)
                    {
                        return new SampleServer(process, "ws://127.0.0.1:" + match.Groups[1].Value + match.Groups[2].Value);
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

        public void Dispose()
        {
            _process.Dispose();
        }
    }
}
