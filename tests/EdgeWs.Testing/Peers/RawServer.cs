using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace EdgeWs.Testing
{
    /// <summary>A server for one connection at a time that does what no WebSocket server would.</summary>
    internal sealed class RawServer : IDisposable
    {
        private readonly TcpListener _listener = new TcpListener(IPAddress.Loopback, 0);
        private readonly CancellationTokenSource _end = new CancellationTokenSource();
        private readonly TaskCompletionSource<string> _request = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);

        private RawServer(Service serve)
        {
            _listener.Start();
            _ = ServeAsync(serve);
        }

        /// <summary>What the server does with a client whose request it has read, until the test is over.</summary>
        public delegate Task Service(Stream stream, CancellationToken end);

        public string Url => "ws://" + _listener.LocalEndpoint + "/";

        /// <summary>The first request, once it is there.</summary>
        public Task<string> Request => _request.Task.WaitAsync(Patience.Limit);

        /// <summary>Says nothing at all.</summary>
        public static RawServer Silent()
        {
            return new RawServer((stream, end) => Task.Delay(-1, end));
        }

        /// <summary>Says something and ends the connection.</summary>
        public static RawServer Answering(string answer)
        {
            return new RawServer((stream, end) => stream.WriteAsync(Encoding.ASCII.GetBytes(answer), end).AsTask());
        }

        /// <summary>Accepts the handshake and says nothing more.</summary>
        public static RawServer Accepting()
        {
            return Accepting([], (stream, end) => Task.Delay(-1, end));
        }

        /// <summary>Accepts the handshake, sends something in the same breath, and then does anything.</summary>
        public static RawServer Accepting(byte[] greeting, Service serve)
        {
            RawServer server = null;
            server = new RawServer(async (stream, end) =>
            {
                string answer = "HTTP/1.1 101 x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: " + AcceptOf(await server.Request) + "\r\n\r\n";
                await stream.WriteAsync((byte[])[.. Encoding.ASCII.GetBytes(answer), .. greeting], end);
                await serve(stream, end);
            });
            return server;
        }

        public void Dispose()
        {
            _end.Cancel();
            _listener.Dispose();
        }

        private static string AcceptOf(string request)
        {
            const string Field = "Sec-WebSocket-Key: ";
            string key = request.Substring(request.IndexOf(Field, StringComparison.OrdinalIgnoreCase) + Field.Length, 24);
            return Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11")));
        }

        private async Task ServeAsync(Service serve)
        {
            while (!_end.IsCancellationRequested)
            {
                try
                {
                    // .NET's client tries again where a connection ends without an answer.
                    using TcpClient client = await _listener.AcceptTcpClientAsync(_end.Token);
                    NetworkStream stream = client.GetStream();
                    _request.TrySetResult(await ReadRequestAsync(stream));
                    await serve(stream, _end.Token);
                }
                catch (Exception e) when (e is IOException or OperationCanceledException)
                {
                    // The client has left, or the test is over.
                }
            }
        }

        private async Task<string> ReadRequestAsync(NetworkStream stream)
        {
            var request = new StringBuilder();
            var octet = new byte[1];
            while (!request.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
            {
                await stream.ReadExactlyAsync(octet, _end.Token);
                request.Append((char)octet[0]);
            }

            return request.ToString();
        }
    }
}
