namespace EdgeWs.Nano.Tests
{
    /// <summary>A peer that sends and reads bare bytes over a connection in memory.</summary>
    internal sealed class RawPeer
    {
        /// <summary>A valid opening handshake for the path <c>/chat</c>, with the key of RFC 6455 section 1.3.</summary>
        internal const string Request = "GET /chat HTTP/1.1\r\nHost: server.example.com\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n";

        /// <summary>What a server answers to <see cref="Request"/>.</summary>
        internal const string Answer = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n";

        private readonly byte[] _buffer = new byte[4096];

        internal RawPeer(MemoryTransport transport)
        {
            Transport = transport;
        }

        internal MemoryTransport Transport { get; }

        /// <summary>Connects a peer that lets so many bytes wait to be read.</summary>
        internal static RawPeer Create(int capacity)
        {
            RawPeer peer = new RawPeer(MemoryTransport.CreatePair());
            peer.Transport.Incoming.Capacity = capacity;
            return peer;
        }

        /// <summary>Whether the code under test has ended the connection and all it sent is read.</summary>
        internal bool IsEnded => Transport.Incoming.IsClosed && Transport.Incoming.Count == 0;

        /// <summary>The answer of a server that refuses.</summary>
        internal static string Refusal(int status, string fields = "") =>
            "HTTP/1.1 " + status.ToString() + " \r\nContent-Length: 0\r\nConnection: close\r\n" + fields + "\r\n";

        internal void Send(byte[] bytes) => Transport.Send(bytes, 0, bytes.Length);

        internal void SendText(string text) => Send(Bytes.FromText(text));

        internal void SendHex(string hex) => Send(Bytes.FromHex(hex));

        /// <summary>Reads all that is there.</summary>
        internal byte[] Read()
        {
            byte[] all = new byte[0];
            int count;
            while ((count = Transport.Receive(_buffer, 0, _buffer.Length)) > 0)
            {
                all = Bytes.Concat(all, Bytes.Part(_buffer, 0, count));
            }

            return all;
        }

        internal string ReadText() => Bytes.ToText(Read());

        internal string ReadHex() => Bytes.ToHex(Read());
    }
}
