using EdgeWs.Desktop.Tests.Loops;
using EdgeWs.Nano;

namespace EdgeWs.Desktop.Tests.Sockets
{
    /// <summary>
    /// A channel whose client never reads, to which the server sends for as long as it lives. Tells what the loop did between the
    /// first refusal, when nothing more went out, and the end.
    /// </summary>
    internal sealed class StuckChannel
    {
        private const int MessagesAtATime = 16;

        private readonly LoopThread _loop;
        private readonly Conversation _conversation;
        private readonly byte[] _message = new byte[2048];
        private bool _isStuck;
        private long _passesBefore;
        private int _saidBefore;

        public StuckChannel(LoopThread loop, Conversation conversation)
        {
            _loop = loop;
            _conversation = conversation;
        }

        /// <summary>Passes of the loop while the client was stuck.</summary>
        public long Passes { get; private set; }

        /// <summary>Calls of a timer while the client was stuck.</summary>
        public int Ticks { get; private set; }

        /// <summary>Messages of the others while the client was stuck.</summary>
        public int Messages { get; private set; }

        /// <summary>Whether the first refusal left the channel open: a socket that was waited for in vain is of no more use.</summary>
        public bool WasOpenWhenRefused { get; private set; }

        /// <summary>The most bytes that waited for the client.</summary>
        public int MostBuffered { get; private set; }

        public void Begin(WsServerChannel channel)
        {
            IoTimer timer = _loop.Scheduler.SetInterval(() => Send(channel), 1);
            channel.Closed += (c, code, reason) =>
            {
                _loop.Scheduler.Clear(timer);
                Passes = _loop.Passes - _passesBefore;
                Messages = _conversation.Said - _saidBefore;
            };
        }

        private void Send(WsServerChannel channel)
        {
            if (_isStuck)
            {
                Ticks++;
            }

            // A little at a time, so that the figure for the longest pass is not of this handler's making.
            for (int i = 0; i < MessagesAtATime; i++)
            {
                bool isTaken = channel.Send(_message);
                if (channel.BufferedBytes > MostBuffered)
                {
                    MostBuffered = channel.BufferedBytes;
                }

                if (!isTaken)
                {
                    if (!_isStuck)
                    {
                        _isStuck = true;
                        WasOpenWhenRefused = channel.State == WsConnectionState.Open;
                        _passesBefore = _loop.Passes;
                        _saidBefore = _conversation.Said;
                    }

                    return;
                }
            }
        }
    }
}
