using System;
using EdgeWs.Desktop.Tests.Loops;
using EdgeWs.Nano;

namespace EdgeWs.Desktop.Tests.Sockets
{
    /// <summary>
    /// A channel whose client never reads, to which the server sends for as long as it lives. Counts what the loop does after the
    /// first refusal, when nothing more goes out.
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

        /// <summary>The channel, once there is one.</summary>
        public WsServerChannel Channel { get; private set; }

        /// <summary>Passes of the loop since the client is stuck.</summary>
        public long Passes => _isStuck ? _loop.Passes - _passesBefore : 0;

        /// <summary>Calls of a timer since then.</summary>
        public int Ticks { get; private set; }

        /// <summary>Messages of the others since then.</summary>
        public int Messages => _isStuck ? _conversation.Said - _saidBefore : 0;

        /// <summary>The most bytes that waited for the client.</summary>
        public int MostBuffered { get; private set; }

        public void Begin(WsServerChannel channel)
        {
            Channel = channel;
            IoTimer timer = _loop.Scheduler.SetInterval(Send, 1);
            channel.Closed += (c, code, reason) => _loop.Scheduler.Clear(timer);
        }

        private void Send()
        {
            if (_isStuck)
            {
                Ticks++;
            }

            // A little at a time, so that the figure for the longest pass is not of this handler's making.
            bool isTaken = true;
            for (int i = 0; i < MessagesAtATime && isTaken; i++)
            {
                isTaken = Channel.Send(_message);
                MostBuffered = Math.Max(MostBuffered, Channel.BufferedBytes);
            }

            if (!isTaken && !_isStuck)
            {
                _isStuck = true;
                _passesBefore = _loop.Passes;
                _saidBefore = _conversation.Said;
            }
        }
    }
}
