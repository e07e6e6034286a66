using System;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace EdgeWs.Cli.Tests
{
    /// <summary>A server for one connection at a time that does what no WebSocket server would.</summary>
    internal sealed class RawServer : IDisposable
    {
        private readonly TcpListener _listener = new TcpListener(IPAddress.Loopback, 0);
        private readonly CancellationTokenSource _end = new CancellationTokenSource();

        /// <param name="serve">Is given the stream behind the request, and the request.</param>
        public RawServer(Func<Stream, string, CancellationToken, Task> serve)
        {
            _listener.Start();
            _ = ServeAsync(serve);
        }

        public string Url => "ws://" + _listener.LocalEndpoint + "/";

        /// <summary>Accepts the handshake and then does anything.</summary>
        public static RawServer Accepting(Func<Stream, CancellationToken, Task> serve)
        {
            return Accepting([], serve);
        }

        /// <summary>Accepts the handshake, sends something in the same breath, and then does anything.</summary>
        public static RawServer Accepting(byte[] greeting, Func<Stream, CancellationToken, Task> serve)
        {
            return new RawServer(async (stream, request, end) =>
            {
                await WriteAsync(stream, "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n");
                byte[] rest = Encoding.ASCII.GetBytes("Sec-WebSocket-Accept: " + AcceptOf(request) + "\r\n\r\n");
                await stream.WriteAsync((byte[])[.. rest, .. greeting], end);
                await serve(stream, end);
            });
        }

        public static Task WriteAsync(Stream stream, string text)
        {
            return stream.WriteAsync(Encoding.ASCII.GetBytes(text)).AsTask();
        }

        public void Dispose()
        {
            _end.Cancel();
            _listener.Dispose();
        }

        private async Task ServeAsync(Func<Stream, string, CancellationToken, Task> serve)
        {
            while (!_end.IsCancellationRequested)
            {
                try
                {
                    // .NET tries again where a connection ends without an answer.
                    using TcpClient client = await _listener.AcceptTcpClientAsync(_end.Token);
                    NetworkStream stream = client.GetStream();
                    await serve(stream, await ReadRequestAsync(stream), _end.Token);
                }
                catch (Exception e) when (e is IOException or OperationCanceledException)
                {
                    // The tool has left, or the test is over.
                }
            }
        }

        private async Task<string> ReadRequestAsync(NetworkStream stream)
        {
            var request = new StringBuilder();
            byte[] octet = new byte[1];
            while (!request.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
            {
                await stream.ReadExactlyAsync(octet, _end.Token);
                request.Append((char)octet[0]);
            }

            return request.ToString();
        }

        private static string AcceptOf(string request)
        {
            const string Name = "Sec-WebSocket-Key: ";
            int start = request.IndexOf(Name, StringComparison.OrdinalIgnoreCase) + Name.Length;
            string key = request[start..request.IndexOf('\r', start)];
            return Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11")));
        }
    }
}
