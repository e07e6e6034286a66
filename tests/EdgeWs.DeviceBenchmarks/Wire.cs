using System;
using System.Net;
using EdgeWs.Nano;
using EdgeWs.Nano.Tests;

namespace EdgeWs.DeviceBenchmarks
{
    /// <summary>A connection in memory: what arrives is put there, what is sent is counted and gone.</summary>
    internal sealed class Wire : Transport
    {
        private byte[] _incoming;
        private int _position;
        private int _available;
        private bool _isCut;

        /// <summary>Bytes that have arrived and were not received.</summary>
        internal int Available => _available;

        /// <summary>Bytes sent since the beginning; may overflow.</summary>
        internal int Sent { get; private set; }

        /// <summary>What was sent before anything had arrived: a client's opening handshake.</summary>
        internal byte[] Request { get; private set; }

        internal override IPEndPoint RemoteEndPoint => null;

        /// <summary>Lets bytes arrive. Those before must have been received.</summary>
        internal void Put(byte[] bytes)
        {
            _incoming = bytes;
            _position = 0;
            _available = bytes.Length;
        }

        /// <summary>Ends the connection as its peer does.</summary>
        internal void Cut() => _isCut = true;

        internal override int Receive(byte[] buffer, int offset, int count)
        {
            if (_available == 0)
            {
                return _isCut ? Broken : 0;
            }

            if (count > _available)
            {
                count = _available;
            }

            Array.Copy(_incoming, _position, buffer, offset, count);
            _position += count;
            _available -= count;
            return count;
        }

        internal override int Send(byte[] buffer, int offset, int count)
        {
            if (_incoming == null)
            {
                Request = Bytes.Part(buffer, offset, count);
            }

            Sent += count;
            return count;
        }

        internal override bool Wait(int milliseconds) => false;

        internal override bool CanSend => true;

        internal override void Abort()
        {
        }

        internal override void Close()
        {
        }
    }
}
