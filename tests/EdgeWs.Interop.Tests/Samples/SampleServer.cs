using System.Text.RegularExpressions;

namespace EdgeWs.Interop.Tests.Samples
{
    /// <summary>The Esp32Server sample in a process of its own.</summary>
    internal sealed class SampleServer : IDisposable
    {
        /// <summary>Starts the sample and waits until it listens.</summary>
        public SampleServer(int port, params string[] options)
        {
            Port = port;
            Process = ChildProcess.StartProgram("desktop/Esp32Server", [port.ToString(), .. options]);
            Match listening = Process.ExpectLine(@"listening on (wss?)://[^/]+:(\d+)(/\S*)");
            Url = listening.Groups[1].Value + "://127.0.0.1:" + listening.Groups[2].Value + listening.Groups[3].Value;
        }

        public SampleServer(params string[] options)
            : this(FreePort.Find(), options)
        {
        }

        public ChildProcess Process { get; }

        public int Port { get; }

        /// <summary>The server's address on the loopback interface, whichever interface its own message names.</summary>
        public string Url { get; }

        public string PageUrl => Url.Replace("ws", "http", StringComparison.Ordinal);

        public void Dispose()
        {
            Process.Dispose();
        }
    }
}
