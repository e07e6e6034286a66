using System;
using EdgeWs.Nano.Tests;

namespace EdgeWs.Conformance.Links
{
    /// <summary>A connection in memory. The peer under test runs inside the calls, on a clock that only the tester moves.</summary>
    internal sealed class MemoryLink : Link
    {
        private const int ClockStep = 50;
        private const int LongestWait = 20000;

        private readonly TestLoop _loop;
        private readonly MemoryTransport _transport;

        /// <param name="loop">Drives the peer under test.</param>
        /// <param name="transport">The tester's end.</param>
        /// <param name="isByteByByte">Whether bytes go one by one, in both directions.</param>
        internal MemoryLink(TestLoop loop, MemoryTransport transport, bool isByteByByte)
        {
            _loop = loop;
            _transport = transport;
            if (isByteByByte)
            {
                transport.Incoming.MaxPiece = 1;
                transport.Peer.Incoming.MaxPiece = 1;
            }
        }

        internal override bool HasEnded => _transport.Incoming.IsClosed && _transport.Incoming.Count == 0;

        internal override void Write(ReadOnlySpan<byte> bytes)
        {
            byte[] array = bytes.ToArray();
            int sent = 0;
            while (sent < array.Length)
            {
                int count = _transport.Send(array, sent, array.Length - sent);
                if (count < 0)
                {
                    break;
                }

                sent += count;

                // One byte at a time: the peer does all it can before the next is there.
                Run();
            }
        }

        internal override int Read(byte[] buffer)
        {
            Run();
            for (int waited = 0; waited < LongestWait; waited += ClockStep)
            {
                int count = _transport.Receive(buffer, 0, buffer.Length);
                if (count != 0)
                {
                    return Math.Max(count, 0);
                }

                _loop.Clock.Advance(ClockStep);
                Run();
            }

            throw new TimeoutException();
        }

        internal override int ReadAvailable(byte[] buffer)
        {
            Run();
            return Math.Max(_transport.Receive(buffer, 0, buffer.Length), 0);
        }

        internal override void Pause(int milliseconds)
        {
            for (int left = milliseconds; left > 0; left -= ClockStep)
            {
                _loop.Clock.Advance(ClockStep);
                Run();
            }
        }

        internal override void Close()
        {
            _transport.Close();
            Run();
        }

        // Not the loop's own Run: its limit on passes is less than the bytes of a large message.
        private void Run()
        {
            while (_loop.Scheduler.Poll(0))
            {
            }
        }
    }
}
