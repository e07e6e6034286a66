using System.Net;
using System.Net.Sockets;
using System.Text;
using EdgeWs.Testing.Wire;

namespace EdgeWs.Testing
{
    /// <summary>A server for one connection at a time that does what no WebSocket server would.</summary>
    internal sealed class RawServer : IDisposable
    {
        private readonly TcpListener _listener;
        private readonly CancellationTokenSource _end = new CancellationTokenSource();
        private readonly TaskCompletionSource<string> _request = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);

        /// <param name="serve">What it does with a client, whose request it has read.</param>
        /// <param name="endPoint">Where it listens; null for a free port.</param>
        public RawServer(Func<RawConnection, string, Task> serve, IPEndPoint endPoint = null)
        {
            _listener = new TcpListener(endPoint ?? new IPEndPoint(IPAddress.Loopback, 0));
            _listener.Start();
            _ = ServeAsync(serve);
        }

        public string Url => "ws://" + _listener.LocalEndpoint + "/";

        /// <summary>The first request, once it is there.</summary>
        public Task<string> Request => _request.Task.WaitAsync(Patience.Limit);

        /// <summary>Says nothing at all.</summary>
        public static RawServer Silent()
        {
            return new RawServer((client, request) => client.Over);
        }

        /// <summary>Says something and ends the connection.</summary>
        public static RawServer Answering(string answer)
        {
            return new RawServer((client, request) => client.SendAsync(answer));
        }

        /// <summary>Accepts the handshake and says nothing more.</summary>
        public static RawServer Accepting()
        {
            return Accepting([], client => client.Over);
        }

        /// <summary>Accepts the handshake, sends something in the same breath, and then does anything.</summary>
        public static RawServer Accepting(byte[] greeting, Func<RawConnection, Task> serve)
        {
            return new RawServer(async (client, request) =>
            {
                await AcceptAsync(client, request, greeting);
                await serve(client);
            });
        }

        /// <summary>Accepts a handshake, and sends something in the same breath.</summary>
        public static Task AcceptAsync(RawConnection client, string request, params byte[] greeting)
        {
            string key = HttpText.Read(Encoding.Latin1.GetBytes(request)).Values("Sec-WebSocket-Key").Single();
            return client.SendAsync([.. Encoding.ASCII.GetBytes(OpeningHandshake.CreateAnswer(key)), .. greeting]);
        }

        public void Dispose()
        {
            _end.Cancel();
            _listener.Dispose();
        }

        private async Task ServeAsync(Func<RawConnection, string, Task> serve)
        {
            while (!_end.IsCancellationRequested)
            {
                try
                {
                    // .NET's client tries again where a connection ends without an answer.
                    using TcpClient client = await _listener.AcceptTcpClientAsync(_end.Token);
                    var connection = new RawConnection(client.GetStream(), _end.Token);
                    string request = await connection.ReadRequestAsync();
                    _request.TrySetResult(request);
                    await serve(connection, request);
                }
                catch (Exception e) when (e is IOException or OperationCanceledException)
                {
                    // The client has left, or the test is over.
                }
            }
        }
    }
}
