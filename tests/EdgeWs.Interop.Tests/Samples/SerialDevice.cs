using System;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Threading.Tasks;
using EdgeWs.Desktop.Tests.Loops;
using EdgeWs.Desktop.Tests.Peers;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace EdgeWs.Desktop.Tests.Interop
{
    /// <summary>What is behind a serial port: socat makes a pseudo-terminal, and hands what passes through it to a socket of the test.</summary>
    internal sealed class SerialDevice : IDisposable
    {
        private readonly Peer _program = Peer.FindProgram("socat", "socat");
        private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("edgews-uart-");
        private ChildProcess _socat;
        private Socket _socket;

        /// <summary>The serial port, as long as the device is plugged in.</summary>
        public string Path => System.IO.Path.Combine(_folder.FullName, "uart");

        public void PlugIn()
        {
            var listener = new TcpListener(IPAddress.Loopback, 0);
            listener.Start();
            try
            {
                // It connects when the terminal is there.
                _socat = _program.Start("pty,raw,echo=0,link=" + Path, "tcp-connect:" + listener.LocalEndpoint);
                Task<Socket> accepting = listener.AcceptSocketAsync();
                Assert.IsTrue(accepting.Wait(Patience.Limit), "socat does not come:\n" + _socat.Transcript);
                _socket = accepting.Result;
            }
            finally
            {
                listener.Stop();
            }
        }

        public void PullOut()
        {
            // First, lest the number of the terminal becomes somebody else's.
            File.Delete(Path);
            _socat.Dispose();
            _socket.Dispose();
        }

        public async Task WriteAsync(byte[] bytes)
        {
            for (int sent = 0; sent < bytes.Length;)
            {
                sent += await _socket.SendAsync(bytes.AsMemory(sent), Patience.Token);
            }
        }

        public async Task<byte[]> ReadAsync(int count)
        {
            var bytes = new byte[count];
            for (int read = 0; read < count;)
            {
                int more = await _socket.ReceiveAsync(bytes.AsMemory(read), Patience.Token);
                Assert.AreNotEqual(0, more, "socat ended:\n" + _socat.Transcript);
                read += more;
            }

            return bytes;
        }

        public void Dispose()
        {
            _socket?.Dispose();
            _socat?.Dispose();
            _folder.Delete(true);
        }
    }
}
