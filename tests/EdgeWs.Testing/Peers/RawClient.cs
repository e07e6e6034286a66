using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;
using EdgeWs.Testing.Wire;

namespace EdgeWs.Testing
{
    /// <summary>A client of bare bytes, with TLS or without, which does only what a test tells it, so it can misbehave.</summary>
    internal sealed class RawClient : IDisposable
    {
        /// <summary>A request for a WebSocket at <see cref="ServerHost.Path"/>.</summary>
        public static readonly string Request = OpeningHandshake.CreateRequest(ServerHost.Path);

        /// <summary>What a server answers to it.</summary>
        public static readonly string Answer = OpeningHandshake.CreateAnswer(OpeningHandshake.SampleKey);

        private readonly Socket _socket;
        private Stream _stream;

        private RawClient(int port, int receiveBuffer)
        {
            _socket = SocketPair.CreateSocket();
            _socket.NoDelay = true;
            _socket.ReceiveTimeout = Patience.Milliseconds;
            _socket.SendTimeout = Patience.Milliseconds;
            if (receiveBuffer > 0)
            {
                _socket.ReceiveBufferSize = receiveBuffer;
            }

            _socket.Connect(IPAddress.Loopback, port);
            _stream = new NetworkStream(_socket);
        }

        /// <summary>Connects and says nothing. The system may keep as much for a client that does not read as the buffer says, 0 being its default.</summary>
        public static RawClient Connect(int port, int receiveBuffer = 0)
        {
            return new RawClient(port, receiveBuffer);
        }

        /// <summary>Connects, shakes hands for TLS, and says nothing. Every byte, those of the handshake too, may be sent by itself.</summary>
        public static RawClient ConnectTls(int port, bool isByteByByte = false)
        {
            var client = new RawClient(port, 0);
            var stream = new SslStream(isByteByByte ? new ByteByByteStream(client._socket) : client._stream, false, (_, _, _, _) => true);
            stream.AuthenticateAsClient("127.0.0.1");
            client._stream = stream;
            return client;
        }

        /// <summary>Connects and asks for a WebSocket; the answer is read.</summary>
        public static RawClient Open(int port, string query = null, int receiveBuffer = 0)
        {
            return Connect(port, receiveBuffer).Upgrade(query);
        }

        /// <summary>The record with which .NET's client begins TLS.</summary>
        public static byte[] TlsHello()
        {
            using var sent = new MemoryStream();
            using var stream = new SslStream(sent);
            Assert.ThrowsExactly<IOException>(() => stream.AuthenticateAsClient("127.0.0.1"));
            return sent.ToArray();
        }

        /// <summary>Asks for a WebSocket; the answer is read.</summary>
        public RawClient Upgrade(string query = null)
        {
            Send(query == null ? Request : Request.Replace(" HTTP", "?" + query + " HTTP", StringComparison.Ordinal));
            Assert.AreEqual(Answer, ReadText(Answer.Length));
            return this;
        }

        public void Send(ReadOnlySpan<byte> bytes)
        {
            _stream.Write(bytes);
        }

        /// <summary>Sends bytes past TLS.</summary>
        public void SendBelowTls(ReadOnlySpan<byte> bytes)
        {
            _socket.Send(bytes);
        }

        public void Send(string text)
        {
            Send(Encoding.UTF8.GetBytes(text));
        }

        /// <summary>A client's frame by its first byte: FIN, reserved bits, opcode.</summary>
        public static byte[] Frame(int first, ReadOnlySpan<byte> payload)
        {
            return FrameWriter.Write(first, payload, [0x37, 0xFA, 0x21, 0x3D]);
        }

        public void SendFrame(int first, ReadOnlySpan<byte> payload)
        {
            Send(Frame(first, payload));
        }

        /// <summary>Asserts that a frame comes, to the byte.</summary>
        public void ExpectFrame(int first, ReadOnlySpan<byte> payload)
        {
            byte[] expected = FrameWriter.Write(first, payload, []);
            CollectionAssert.AreEqual(expected, Read(expected.Length));
        }

        /// <summary>Reads exactly this many bytes.</summary>
        public byte[] Read(int count)
        {
            var bytes = new byte[count];
            _stream.ReadExactly(bytes);
            return bytes;
        }

        public string ReadText(int count)
        {
            return Encoding.UTF8.GetString(Read(count));
        }

        /// <summary>Reads until the connection is over, be it with the reset of a server that drops its client.</summary>
        public byte[] ReadUntilOver()
        {
            var all = new List<byte>();
            try
            {
                while (true)
                {
                    all.AddRange(Read(1));
                }
            }
            catch (IOException)
            {
                return [.. all];
            }
        }

        /// <summary>Reads until the server ends the connection.</summary>
        public byte[] ReadToEnd()
        {
            using var all = new MemoryStream();
            _stream.CopyTo(all);
            return all.ToArray();
        }

        public string ReadTextToEnd()
        {
            return Encoding.UTF8.GetString(ReadToEnd());
        }

        /// <summary>Says that nothing more will be sent. What the server sends is still taken.</summary>
        public void EndSending()
        {
            _socket.Shutdown(SocketShutdown.Send);
        }

        /// <summary>Ends the session as TLS wants it.</summary>
        public void SayGoodbye()
        {
            ((SslStream)_stream).ShutdownAsync().Wait(Patience.Token);
        }

        /// <summary>Goes away without a close frame: with a reset, or with the end of the stream.</summary>
        public void Vanish(bool withReset)
        {
            if (withReset)
            {
                _socket.LingerState = new LingerOption(true, 0);
            }

            _socket.Close();
        }

        public void Dispose()
        {
            _socket.Dispose();
        }

        private sealed class ByteByByteStream(Socket socket) : NetworkStream(socket)
        {
            public override void Write(ReadOnlySpan<byte> buffer)
            {
                foreach (byte one in buffer)
                {
                    base.Write([one]);
                }
            }
        }
    }
}
