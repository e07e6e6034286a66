using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using System.Threading;
using EdgeWs.Nano;

namespace EdgeWs.Soak.Load
{
    /// <summary>One end of a conversation: numbers its messages, sends them whole or in parts, and checks those that arrive.</summary>
    internal sealed class Speaker(Bench bench, WsConnection connection, Ledger outgoing, Ledger incoming, Random random)
    {
        private readonly List<byte> _received = new List<byte>();
        private byte[] _unsent;
        private int _sent;

        /// <summary>A message has arrived that asks for an answer.</summary>
        internal Action Asked { get; init; }

        /// <summary>Another connection begins: nothing is left of the one before.</summary>
        internal void BeginConnection()
        {
            incoming.BeginConnection();
            _received.Clear();
            _unsent = null;
        }

        /// <summary>Sends the next message, if the connection takes it.</summary>
        internal void Say()
        {
            bool isOpen = connection.State == WsConnectionState.Open;
            WsMessageType type = random.Next(2) == 0 ? WsMessageType.Text : WsMessageType.Binary;
            byte[] bytes = Message.Create(outgoing.Accepted, type == WsMessageType.Text, random);
            if (isOpen && _unsent == null && random.Next(4) == 0)
            {
                _unsent = bytes;
                _sent = 0;
                connection.BeginMessage(type);
                OnDrained(connection);
            }
            else if (connection.Send(bytes, 0, bytes.Length, type))
            {
                outgoing.Accepted++;
            }
            else if (isOpen)
            {
                Interlocked.Increment(ref bench.Tally.Refused);
            }
        }

        /// <summary>Goes on with a message in parts, as far as the connection takes it.</summary>
        internal void OnDrained(WsConnection to)
        {
            while (_unsent != null)
            {
                int count = Math.Min(random.Next(100, 3000), _unsent.Length - _sent);
                if (count > 0 && !connection.Write(_unsent, _sent, count))
                {
                    return;
                }

                _sent += count;
                if (_sent == _unsent.Length)
                {
                    _unsent = null;
                    outgoing.Accepted += connection.EndMessage() ? 1 : 0;
                }
            }
        }

        internal void OnMessage(WsConnection from, WsMessage message)
        {
            _received.AddRange(message.Buffer.AsSpan(message.Offset, message.Count));
            if (message.IsLast)
            {
                Interlocked.Add(ref bench.Tally.InParts, message.IsFirst ? 0 : 1);
                bool isAsked = incoming.Arrive(CollectionsMarshal.AsSpan(_received), message.IsText);
                _received.Clear();
                if (isAsked)
                {
                    Asked?.Invoke();
                }
            }
        }
    }
}
