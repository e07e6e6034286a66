using System;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Text;
using EdgeWs.Desktop.Tests.Loops;
using EdgeWs.Nano.Tests;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace EdgeWs.Desktop.Tests.Sockets
{
    /// <summary>A client of bare bytes, which does only what a test tells it, so it can misbehave.</summary>
    internal sealed class RawClient : IDisposable
    {
        private readonly Socket _socket;

        private RawClient(int port, int receiveBuffer)
        {
            _socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp)
            {
                ReceiveTimeout = Patience.Milliseconds,
                SendTimeout = Patience.Milliseconds,
            };
            if (receiveBuffer > 0)
            {
                _socket.ReceiveBufferSize = receiveBuffer;
            }

            _socket.Connect(IPAddress.Loopback, port);
        }

        /// <summary>The request of an opening handshake. Its key is that of RFC 6455 section 1.3.</summary>
        public static string Request => RawPeer.Request;

        /// <summary>Connects and says nothing.</summary>
        /// <param name="port">A port of this machine.</param>
        /// <param name="receiveBuffer">How much the system may keep for a client that does not read; 0 for its default.</param>
        public static RawClient Connect(int port, int receiveBuffer = 0)
        {
            return new RawClient(port, receiveBuffer);
        }

        /// <summary>Connects and asks for a WebSocket; the answer is read.</summary>
        public static RawClient Open(int port, string query = null, int receiveBuffer = 0)
        {
            RawClient client = Connect(port, receiveBuffer);
            client.Send(query == null ? Request : Request.Replace(" HTTP", "?" + query + " HTTP", StringComparison.Ordinal));
            Assert.AreEqual(RawPeer.Answer, client.ReadText(RawPeer.Answer.Length));
            return client;
        }

        public void Send(ReadOnlySpan<byte> bytes)
        {
            _socket.Send(bytes);
        }

        public void Send(string text)
        {
            Send(Encoding.UTF8.GetBytes(text));
        }

        /// <summary>Reads exactly this many bytes.</summary>
        public byte[] Read(int count)
        {
            var bytes = new byte[count];
            for (int read = 0; read < count;)
            {
                int more = _socket.Receive(bytes, read, count - read, SocketFlags.None);
                if (more == 0)
                {
                    throw new EndOfStreamException("Ended after " + Convert.ToHexString(bytes, 0, read));
                }

                read += more;
            }

            return bytes;
        }

        public string ReadText(int count)
        {
            return Encoding.UTF8.GetString(Read(count));
        }

        /// <summary>Reads until the server ends the connection.</summary>
        public byte[] ReadToEnd()
        {
            using var stream = new NetworkStream(_socket);
            using var all = new MemoryStream();
            stream.CopyTo(all);
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
    }
}
