using System;
using System.IO;
using System.Net.WebSockets;
using System.Threading;
using System.Threading.Tasks;

namespace EdgeWs.Cli
{
    /// <summary>
    /// An open connection. One may receive, another send; the receiver goes on until it is given null, which completes the closing
    /// handshake whoever began it.
    /// </summary>
    internal sealed class Session : IDisposable
    {
        /// <summary>The largest message that is received: far more than a device sends, and no more than a PC can hold.</summary>
        private const int MaxMessageSize = 64 * 1024 * 1024;

        private readonly ClientWebSocket _socket;
        private readonly TimeSpan _timeout;
        private readonly CancellationTokenSource _abort = new CancellationTokenSource();
        private readonly byte[] _buffer = new byte[16384];
        private int _isClosing;

        internal Session(ClientWebSocket socket, TimeSpan timeout)
        {
            _socket = socket;
            _timeout = timeout;
        }

        /// <summary>What both sides agreed on; null when nothing.</summary>
        internal string Subprotocol => _socket.SubProtocol;

        /// <summary>How the connection ended; null while it did not.</summary>
        internal SessionEnd End { get; private set; }

        /// <summary>Returns the next message, or null when the connection has ended.</summary>
        internal async Task<Message> ReceiveAsync()
        {
            using MemoryStream data = new MemoryStream();
            try
            {
                while (End == null)
                {
                    ValueWebSocketReceiveResult part = await _socket.ReceiveAsync(_buffer.AsMemory(), _abort.Token);
                    if (part.MessageType == WebSocketMessageType.Close)
                    {
                        await AnswerCloseAsync();
                        return null;
                    }

                    data.Write(_buffer, 0, part.Count);
                    if (data.Length > MaxMessageSize)
                    {
                        End = new SessionEnd(EndKind.Failed, 1009, $"a message of more than {MaxMessageSize} bytes");
                        await _socket.CloseOutputAsync(WebSocketCloseStatus.MessageTooBig, null, _abort.Token);
                    }
                    else if (part.EndOfMessage)
                    {
                        return new Message(DateTimeOffset.Now, part.MessageType == WebSocketMessageType.Text, data.ToArray());
                    }
                }
            }
            catch (OperationCanceledException)
            {
                End ??= new SessionEnd(_abort.IsCancellationRequested ? EndKind.NotAnswered : EndKind.Lost, SessionEnd.NoCloseFrame, string.Empty);
            }
            catch (WebSocketException e)
            {
                bool isLost = e.WebSocketErrorCode == WebSocketError.ConnectionClosedPrematurely || e.InnerException is IOException;
                End ??= new SessionEnd(isLost ? EndKind.Lost : EndKind.Failed, SessionEnd.NoCloseFrame, e.Message);
            }

            return null;
        }

        /// <summary>Sends a message.</summary>
        /// <returns>False when the connection has ended, or when the peer did not take the message in time, which ends it.</returns>
        internal async Task<bool> SendAsync(ReadOnlyMemory<byte> data, bool isText)
        {
            using CancellationTokenSource limit = new CancellationTokenSource(_timeout);
            try
            {
                WebSocketMessageType type = isText ? WebSocketMessageType.Text : WebSocketMessageType.Binary;
                await _socket.SendAsync(data, type, true, limit.Token);
                return true;
            }
            catch (Exception e) when (IsEnd(e))
            {
                return false;
            }
        }

        /// <summary>Begins the closing handshake unless it has begun. <see cref="ReceiveAsync"/> returns null when it is over.</summary>
        internal void Close()
        {
            if (Interlocked.Exchange(ref _isClosing, 1) == 0)
            {
                _abort.CancelAfter(_timeout);
                _ = SendCloseAsync(WebSocketCloseStatus.NormalClosure);
            }
        }

        public void Dispose()
        {
            _socket.Dispose();
            _abort.Dispose();
        }

        private async Task AnswerCloseAsync()
        {
            bool isOurs = Interlocked.Exchange(ref _isClosing, 1) == 1;
            WebSocketCloseStatus code = _socket.CloseStatus ?? WebSocketCloseStatus.Empty;
            End = new SessionEnd(isOurs ? EndKind.ClosedByUs : EndKind.ClosedByPeer, (int)code, _socket.CloseStatusDescription ?? string.Empty);
            if (!isOurs)
            {
                _abort.CancelAfter(_timeout);
                await SendCloseAsync(code);
            }
        }

        private async Task SendCloseAsync(WebSocketCloseStatus code)
        {
            try
            {
                await _socket.CloseOutputAsync(code, null, _abort.Token);
            }
            catch (Exception e) when (IsEnd(e))
            {
                // The receiver sees how it ended.
            }
        }

        private static bool IsEnd(Exception e)
        {
            return e is WebSocketException or OperationCanceledException or ObjectDisposedException;
        }
    }
}
