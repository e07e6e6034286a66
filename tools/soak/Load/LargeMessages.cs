using System;
using System.Buffers.Binary;
using System.Numerics;
using EdgeWs.Nano;

namespace EdgeWs.Soak.Load
{
    /// <summary>Sends and receives, on one connection, messages of which neither end ever has more than a part.</summary>
    /// <remarks>Each ends with the checksum of what is before, so that the checksum of all of it is 0.</remarks>
    internal sealed class LargeMessages
    {
        private const int Largest = 512 * 1024;
        private const int PartLength = 4096;

        private readonly WsConnection _connection;
        private readonly Traffic _traffic;
        private readonly Findings _findings;
        private readonly Action _onWhole;
        private readonly Random _random;
        private readonly byte[] _part = new byte[PartLength];
        private int _left = -1;
        private int _filled;
        private uint _sentSum;
        private uint _receivedSum;
        private bool _isReceiving;

        /// <param name="connection">Its Message and Drained events are handled here.</param>
        /// <param name="traffic">Where messages are counted.</param>
        /// <param name="findings">Where what is damaged is told.</param>
        /// <param name="seed">For contents and lengths.</param>
        /// <param name="onWhole">A message has arrived whole.</param>
        internal LargeMessages(WsConnection connection, Traffic traffic, Findings findings, int seed, Action onWhole)
        {
            _connection = connection;
            _traffic = traffic;
            _findings = findings;
            _onWhole = onWhole;
            _random = new Random(seed);
            connection.Message += OnPart;
            connection.Drained += c => Pump();
        }

        internal void Begin()
        {
            if (_connection.BeginMessage(WsMessageType.Binary))
            {
                _left = _random.Next(Largest);
                _sentSum = uint.MaxValue;
                Pump();
            }
        }

        private static uint Add(uint sum, ReadOnlySpan<byte> bytes)
        {
            for (; bytes.Length >= 8; bytes = bytes.Slice(8))
            {
                sum = BitOperations.Crc32C(sum, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
            }

            foreach (byte b in bytes)
            {
                sum = BitOperations.Crc32C(sum, b);
            }

            return sum;
        }

        private void Pump()
        {
            while (_left >= 0)
            {
                if (_filled == 0)
                {
                    Fill();
                }

                if (!_connection.Write(_part, 0, _filled))
                {
                    // Goes on when it is drained, if at all.
                    return;
                }

                bool wasLast = _left == 0;
                _left -= wasLast ? 1 : _filled;
                _filled = 0;
                if (wasLast)
                {
                    _connection.EndMessage();
                }
            }
        }

        private void Fill()
        {
            if (_left == 0)
            {
                BinaryPrimitives.WriteUInt32LittleEndian(_part, _sentSum);
                _filled = sizeof(uint);
                return;
            }

            _filled = Math.Min(_left, _random.Next(1, PartLength));
            _random.NextBytes(_part.AsSpan(0, _filled));
            _sentSum = Add(_sentSum, _part.AsSpan(0, _filled));
        }

        private void OnPart(WsConnection connection, WsMessage message)
        {
            if (message.IsFirst == _isReceiving)
            {
                _findings.Add("a streamed message begins twice or in its middle");
            }

            _receivedSum = Add(message.IsFirst ? uint.MaxValue : _receivedSum, message.Buffer.AsSpan(message.Offset, message.Count));
            _traffic.StreamedPart(message.Count);
            _isReceiving = !message.IsLast;
            if (message.IsLast)
            {
                if (_receivedSum != 0)
                {
                    _findings.Add("a streamed message was damaged");
                }

                _traffic.Streamed();
                _onWhole();
            }
        }
    }
}
