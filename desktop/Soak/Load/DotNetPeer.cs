using System;
using System.Diagnostics;
using System.Net.WebSockets;
using System.Threading;
using System.Threading.Tasks;

namespace EdgeWs.Soak.Load
{
    /// <summary>A client that is .NET's own. It sends its larger messages in fragments.</summary>
    internal sealed class DotNetPeer : Peer
    {
        private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

        private readonly Findings _findings;
        private readonly Random _random;
        private readonly CancellationTokenSource _closing = new CancellationTokenSource();

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
            using var socket = new ClientWebSocket();
            try
            {
                using var patience = new CancellationTokenSource(s_patience);
                await socket.ConnectAsync(new Uri(url), patience.Token);
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

        private async Task Send(ClientWebSocket socket)
        {
            while (socket.State == WebSocketState.Open && !_closing.IsCancellationRequested)
            {
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
                await Task.Delay(Sizes.NextPause(_random));
            }

            if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
            {
                await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, string.Empty, CancellationToken.None);
            }
        }

        private async Task Receive(ClientWebSocket socket)
        {
            byte[] buffer = new byte[2 * Sizes.Largest];
            using var patience = new CancellationTokenSource();
            while (true)
            {
                int count = 0;
                ValueWebSocketReceiveResult result;
                do
                {
                    result = await socket.ReceiveAsync(buffer.AsMemory(count), patience.Token);
                    count += result.Count;
                }
                while (!result.EndOfMessage);

                if (result.MessageType == WebSocketMessageType.Close)
                {
                    return;
                }

                Conversation.ArriveAtClient(buffer.AsSpan(0, count), result.MessageType == WebSocketMessageType.Text);
            }
        }
    }
}
