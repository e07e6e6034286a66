using System;
using System.Diagnostics;
using System.IO;
using System.Net.Http;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Threading;
using System.Threading.Tasks;

namespace EdgeWs.Soak.Load
{
    /// <summary>A client that is .NET's own. It sends its larger messages in fragments, and now and then more than it can read.</summary>
    internal sealed class DotNetPeer : Peer
    {
        private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

        private const int BurstLength = 250;
        private const int Pause = 700;

        private readonly Findings _findings;
        private readonly Random _random;
        private readonly CancellationTokenSource _closing = new CancellationTokenSource();
        private long _pauseUntil;

        internal DotNetPeer(string url, Conversations conversations, Findings findings, int seed)
            : base(conversations.Create())
        {
            _findings = findings;
            _random = new Random(seed);
            _ = Task.Run(() => Run(url + "?" + Conversation.Id, conversations));
        }

        internal override void Close()
        {
            _closing.Cancel();
        }

        private async Task Run(string url, Conversations conversations)
        {
            using var http = new HttpMessageInvoker(new SocketsHttpHandler { ConnectCallback = Connect });
            using var socket = new ClientWebSocket();
            try
            {
                using var patience = new CancellationTokenSource(s_patience);
                await socket.ConnectAsync(new Uri(url), http, patience.Token);
            }
            catch (Exception e)
            {
                _findings.Add("a .NET client could not connect: " + e.Message);
                conversations.Forget(Conversation);
                IsFailed = true;
                return;
            }

            int code = 1006;
            try
            {
                Task sending = Send(socket);
                await Receive(socket);
                _closing.Cancel();
                await sending;
                code = (int?)socket.CloseStatus ?? 1006;
            }
            catch (WebSocketException)
            {
                // 1006 is what it says.
            }

            Conversation.ClientClosed(code);
        }

        /// <summary>Connects with a small window, so that what is not read soon waits at the server.</summary>
        private static async ValueTask<Stream> Connect(SocketsHttpConnectionContext context, CancellationToken cancellation)
        {
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true, ReceiveBufferSize = 4096 };
            try
            {
                await socket.ConnectAsync(context.DnsEndPoint, cancellation);
                return new NetworkStream(socket, true);
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        }

        private async Task Send(ClientWebSocket socket)
        {
            int burst = 0;
            while (socket.State == WebSocketState.Open && !_closing.IsCancellationRequested)
            {
                if (burst == 0 && _random.Next(100) == 0)
                {
                    // Many questions at once, and no look at the answers for a moment.
                    burst = BurstLength;
                    Volatile.Write(ref _pauseUntil, Environment.TickCount64 + Pause);
                }

                bool isText = _random.Next(2) == 0;
                Envelope envelope = new Envelope(Conversation.ClientSent, Stopwatch.GetTimestamp(), false);
                ReadOnlyMemory<byte> bytes = Envelope.Create(envelope, isText, Sizes.Next(_random));
                WebSocketMessageType type = isText ? WebSocketMessageType.Text : WebSocketMessageType.Binary;
                while (bytes.Length > 500)
                {
                    int piece = _random.Next(1, bytes.Length);
                    await socket.SendAsync(bytes.Slice(0, piece), type, false, CancellationToken.None);
                    bytes = bytes.Slice(piece);
                }

                await socket.SendAsync(bytes, type, true, CancellationToken.None);
                Conversation.AcceptedFromClient();
                if (burst == 0)
                {
                    await Task.Delay(Sizes.NextPause(_random));
                }
                else
                {
                    burst--;
                }
            }

            if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
            {
                await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, string.Empty, CancellationToken.None);
            }
        }

        private async Task Receive(ClientWebSocket socket)
        {
            byte[] buffer = new byte[2 * Sizes.Largest];
            while (true)
            {
                long pause = Volatile.Read(ref _pauseUntil) - Environment.TickCount64;
                if (pause > 0)
                {
                    await Task.Delay((int)pause);
                }

                int count = 0;
                ValueWebSocketReceiveResult result;
                do
                {
                    result = await socket.ReceiveAsync(buffer.AsMemory(count), CancellationToken.None);
                    count += result.Count;
                }
                while (!result.EndOfMessage);

                if (result.MessageType == WebSocketMessageType.Close)
                {
                    return;
                }

                Conversation.ArriveAtClient(buffer.AsSpan(0, count), result.MessageType == WebSocketMessageType.Text, false);
            }
        }
    }
}
