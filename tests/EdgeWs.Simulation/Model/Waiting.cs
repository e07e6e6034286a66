using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using EdgeWs.Nano;

namespace EdgeWs.Simulation
{
    /// <summary>What is in a connection's way before it sends something, and what becomes of it therefore.</summary>
    internal sealed class Waiting
    {
        private static readonly FieldInfo s_outbox = typeof(WsConnection).GetField("_outbox", BindingFlags.Instance | BindingFlags.NonPublic);
        private static readonly FieldInfo s_first = typeof(Outbox).GetField("_first", BindingFlags.Instance | BindingFlags.NonPublic);

        private readonly LibraryEnd _end;
        private readonly List<int> _messages;

        internal Waiting(LibraryEnd end)
        {
            _end = end;
            IsOpen = end.IsOpen;
            IsInParts = end.Sender.IsInParts;
            Takes = IsOpen || end.KeepsMessages;
            Buffered = end.Connection.BufferedBytes;
            Handed = end.Handed;
            CanSend = IsOpen && Buffered == 0 && end.Connection.Transport.CanSend;
            _messages = Messages(end.Connection);
        }

        internal bool IsOpen { get; }

        internal bool IsInParts { get; }

        /// <summary>Whether a message can be sent at all.</summary>
        internal bool Takes { get; }

        internal int Buffered { get; }

        internal long Handed { get; }

        /// <summary>Whether nothing waits and the transport takes something: then what others hold costs the connection nothing.</summary>
        internal bool CanSend { get; }

        /// <summary>Messages that may be thrown away: nothing of them is sent.</summary>
        internal int Count => _messages.Count;

        /// <summary>How many of them have to go for it.</summary>
        internal int Dropped { get; private set; }

        internal int DroppedBytes { get; private set; }

        /// <summary>Whether there was too little room at first.</summary>
        internal bool IsTooMuch { get; private set; }

        /// <summary>Whether the connection is to be closed for it.</summary>
        internal bool Closes { get; private set; }

        /// <summary>What may wait in all connections together, as this one sees it.</summary>
        internal static int TotalLimit(LibraryEnd end) => Math.Max(end.Loop.Scheduler.MaxBufferedBytes, end.Options.MaxBufferedBytes);

        /// <summary>The lengths of the frames in a connection's queue that are messages of which nothing is sent.</summary>
        internal static List<int> Messages(WsConnection connection)
        {
            var lengths = new List<int>();
            Outbox outbox = (Outbox)s_outbox.GetValue(connection);
            for (OutgoingFrame at = outbox == null ? null : (OutgoingFrame)s_first.GetValue(outbox); at != null; at = at.Next)
            {
                if ((at.Flags & (Outbox.Message | Outbox.Begun)) == Outbox.Message)
                {
                    lengths.Add(at.End - at.Position);
                }
            }

            return lengths;
        }

        /// <summary>Works out what must become of a frame.</summary>
        /// <param name="length">Its length.</param>
        /// <param name="total">The bytes that wait in all connections.</param>
        /// <param name="isPart">Whether it is part of the message that was begun.</param>
        /// <returns>Whether it is taken.</returns>
        internal bool Judge(int length, int total, bool isPart)
        {
            if (!Takes || (IsInParts && !isPart))
            {
                return false;
            }

            // One connection may have its share whatever the limit for all, and only what is too much for itself costs it anything.
            WsOptions options = _end.Options;
            int own = Buffered == 0 && IsOpen ? 0 : length + Buffered - options.MaxBufferedBytes;
            int all = total == 0 || CanSend ? 0 : length + total - TotalLimit(_end);
            IsTooMuch = own > 0 || all > 0;
            Closes = own > 0 && IsOpen && options.Overflow == WsOverflow.Close;
            if (own <= 0 || own < all || options.Overflow != WsOverflow.DropOldest || _messages.Sum() < own)
            {
                return !IsTooMuch;
            }

            while (DroppedBytes < own)
            {
                DroppedBytes += _messages[Dropped++];
            }

            return true;
        }
    }
}
