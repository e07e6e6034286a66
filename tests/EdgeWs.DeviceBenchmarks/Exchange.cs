using System;
using EdgeWs.Nano;

namespace EdgeWs.DeviceBenchmarks
{
    /// <summary>What the library makes of bytes that arrive: echoes, pongs, broadcasts.</summary>
    internal sealed class Exchange : Benchmark
    {
        private readonly IoScheduler _scheduler;
        private readonly Wire _wire;
        private readonly byte[] _incoming;
        private readonly int _messages;
        private readonly int _answerLength;

        /// <param name="scheduler">What drives the side under test.</param>
        /// <param name="wire">The connection on which bytes arrive.</param>
        /// <param name="incoming">What arrives at a time.</param>
        /// <param name="messages">How many messages that is: they are counted.</param>
        /// <param name="answerLength">How many bytes go back over the wire for it.</param>
        internal Exchange(IoScheduler scheduler, Wire wire, byte[] incoming, int messages, int answerLength)
        {
            _scheduler = scheduler;
            _wire = wire;
            _incoming = incoming;
            _messages = messages;
            _answerLength = answerLength;
        }

        internal override void Run(int count)
        {
            int expected = _wire.Sent;
            for (; count > 0; count -= _messages)
            {
                _wire.Put(_incoming);
                expected += _answerLength;
                while (_wire.Sent != expected)
                {
                    if (!_scheduler.Poll(0))
                    {
                        throw new InvalidOperationException();
                    }
                }
            }
        }
    }
}
