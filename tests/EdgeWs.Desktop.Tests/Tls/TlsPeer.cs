using System;
using System.IO;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using EdgeWs.Desktop.Tests.Loops;
using EdgeWs.Nano.Tests;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using DesktopSslStream = System.Net.Security.SslStream;

namespace EdgeWs.Desktop.Tests.Tls
{
    /// <summary>A client that speaks TLS and does only what a test tells it, so it can misbehave.</summary>
    internal sealed class TlsPeer : IDisposable
    {
        private readonly Socket _socket;
        private readonly DesktopSslStream _stream;

        private TlsPeer(int port, bool isByteByByte)
        {
            _socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp)
            {
                NoDelay = true,
                ReceiveTimeout = Patience.Milliseconds,
                SendTimeout = Patience.Milliseconds,
            };
            _socket.Connect(IPAddress.Loopback, port);
            Stream stream = new NetworkStream(_socket);
            _stream = new DesktopSslStream(isByteByByte ? new ByteByByteStream(stream) : stream, false, (sender, certificate, chain, errors) => true);
            _stream.AuthenticateAsClient("127.0.0.1");
        }

        /// <summary>The record with which .NET's client begins.</summary>
        public static byte[] Hello()
        {
            using var sent = new MemoryStream();
            using var stream = new DesktopSslStream(sent);
            Assert.ThrowsExactly<IOException>(() => stream.AuthenticateAsClient("127.0.0.1"));
            return sent.ToArray();
        }

        /// <summary>Connects and shakes hands, and says nothing then.</summary>
        public static TlsPeer Silent(int port)
        {
            return new TlsPeer(port, false);
        }

        /// <summary>Connects, shakes hands and asks for a WebSocket; the answer is read.</summary>
        public static TlsPeer Open(int port, bool isByteByByte = false)
        {
            var peer = new TlsPeer(port, isByteByByte);
            peer._stream.Write(Encoding.ASCII.GetBytes(RawPeer.Request));
            var answer = new byte[RawPeer.Answer.Length];
            peer._stream.ReadExactly(answer);
            Assert.AreEqual(RawPeer.Answer, Encoding.ASCII.GetString(answer));
            return peer;
        }

        /// <summary>Sends bytes in one record, of which the last ones may be kept back.</summary>
        public void Write(byte[] bytes)
        {
            _stream.Write(bytes);
        }

        /// <summary>Ends the session as TLS wants it, or only the connection, or not even that.</summary>
        public void End(bool withNotify, bool withReset)
        {
            if (withNotify)
            {
                _stream.ShutdownAsync().Wait(Patience.Token);
            }

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

        /// <summary>Hands on every byte by itself.</summary>
        private sealed class ByteByByteStream(Stream inner) : Stream
        {
            public override bool CanRead => true;

            public override bool CanSeek => false;

            public override bool CanWrite => true;

            public override long Length => throw new NotSupportedException();

            public override long Position
            {
                get => throw new NotSupportedException();
                set => throw new NotSupportedException();
            }

            public override void Flush()
            {
            }

            public override int Read(byte[] buffer, int offset, int count)
            {
                return inner.Read(buffer, offset, count);
            }

            public override void Write(byte[] buffer, int offset, int count)
            {
                for (int i = 0; i < count; i++)
                {
                    inner.Write(buffer, offset + i, 1);
                    if (i < 100)
                    {
                        // Gives the other end time to look at what is there.
                        Thread.Sleep(1);
                    }
                }
            }

            public override long Seek(long offset, SeekOrigin origin)
            {
                throw new NotSupportedException();
            }

            public override void SetLength(long value)
            {
                throw new NotSupportedException();
            }
        }
    }
}
