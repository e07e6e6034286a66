using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;

namespace EdgeWs.Testing
{
    /// <summary>A client of bare bytes, with TLS or without, which does only what a test tells it, so it can misbehave.</summary>
    internal sealed class RawClient : IDisposable
    {
        /// <summary>The request of an opening handshake. Its key is that of RFC 6455 section 1.3.</summary>
        public const string Request = "GET /chat HTTP/1.1\r\nHost: server.example.com\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n";

        /// <summary>What a server answers to it.</summary>
        public const string Answer = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n";

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

        /// <summary>Connects and says nothing.</summary>
        /// <param name="port">A port of this machine.</param>
        /// <param name="receiveBuffer">How much the system may keep for a client that does not read; 0 for its default.</param>
        public static RawClient Connect(int port, int receiveBuffer = 0)
        {
            return new RawClient(port, receiveBuffer);
        }

        /// <summary>Connects, shakes hands for TLS, and says nothing.</summary>
        /// <param name="port">A port of this machine.</param>
        /// <param name="isByteByByte">Whether every byte, those of the handshake too, is sent by itself.</param>
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

        public void Send(string text)
        {
            Send(Encoding.UTF8.GetBytes(text));
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
