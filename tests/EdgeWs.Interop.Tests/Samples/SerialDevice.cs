using System.Net;
using System.Net.Sockets;

namespace EdgeWs.Interop.Tests.Samples
{
    /// <summary>What is behind a serial port: socat makes a pseudo-terminal, and hands what passes through it to a socket of the test.</summary>
    internal sealed class SerialDevice : IDisposable
    {
        private readonly Peer _program = Peer.FindProgram("socat");
        private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("edgews-uart-");
        private ChildProcess _socat;
        private Socket _socket;

        public SerialDevice()
        {
            PlugIn();
        }

        /// <summary>The serial port, as long as the device is plugged in.</summary>
        public string Path => System.IO.Path.Combine(_folder.FullName, "uart");

        public void PlugIn()
        {
            using var listener = new TcpListener(IPAddress.Loopback, 0);
            listener.Start();

            // It connects when the terminal is there.
            _socat = _program.Start("pty,raw,echo=0,link=" + Path, "tcp-connect:" + listener.LocalEndpoint);
            _socket = listener.AcceptSocketAsync().WaitAsync(Patience.Limit).GetAwaiter().GetResult();
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
            using var stream = new NetworkStream(_socket);
            await stream.ReadExactlyAsync(bytes, Patience.Token);
            return bytes;
        }

        public async Task ExpectAsync(byte[] expected)
        {
            CollectionAssert.AreEqual(expected, await ReadAsync(expected.Length));
        }

        public void Dispose()
        {
            _socket?.Dispose();
            _socat?.Dispose();
            _folder.Delete(true);
        }
    }
}
