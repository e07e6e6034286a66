namespace EdgeWs.Nano
{
    /// <summary>What one connection has still to send. It exists only while there is something.</summary>
    internal sealed class Outbox
    {
        /// <summary>The frame goes before all that are not urgent, but never into the middle of one.</summary>
        internal const int Urgent = 1;

        /// <summary>The frame takes the place of an earlier one of this kind that was not begun: only the latest counts.</summary>
        internal const int Latest = 2;

        /// <summary>The frame's array comes from the pool and goes back there.</summary>
        internal const int Pooled = 4;

        /// <summary>Some of the frame is out, so the rest must follow.</summary>
        internal const int Begun = 8;

        /// <summary>The frame is a message of its own, so that it may be thrown away.</summary>
        internal const int Message = 16;

        /// <summary>Bytes not yet sent.</summary>
        internal int Bytes;

        /// <summary>When the peer last took something, or the box was made.</summary>
        internal int LastProgress;

        private OutgoingFrame _first;

        internal Outbox(int now)
        {
            LastProgress = now;
        }

        /// <summary>Puts a frame in its place.</summary>
        internal void Add(OutgoingFrame frame, BufferPool pool)
        {
            if ((frame.Flags & Latest) != 0)
            {
                RemoveLatest(pool);
            }

            OutgoingFrame before = null;
            OutgoingFrame at = _first;
            while (at != null && ((frame.Flags & Urgent) == 0 || (at.Flags & (Urgent | Begun)) != 0))
            {
                before = at;
                at = at.Next;
            }

            frame.Next = at;
            Link(before, frame);
            Bytes += frame.End - frame.Position;
            pool.Waiting += frame.End - frame.Position;
        }

        /// <summary>Throws away messages that were not begun, the oldest first, until so many bytes are gone.</summary>
        /// <returns>False when there are not so many: then all stay.</returns>
        internal bool MakeRoom(int excess, BufferPool pool)
        {
            int most = 0;
            for (OutgoingFrame at = _first; at != null; at = at.Next)
            {
                most += (at.Flags & (Message | Begun)) == Message ? at.End - at.Position : 0;
            }

            if (most < excess)
            {
                return false;
            }

            OutgoingFrame before = null;
            for (OutgoingFrame at = _first; at != null && excess > 0; at = at.Next)
            {
                if ((at.Flags & (Message | Begun)) == Message)
                {
                    excess -= at.End - at.Position;
                    Remove(at, before, pool);
                }
                else
                {
                    before = at;
                }
            }

            return true;
        }

        /// <summary>Has what waits neither thrown away for newer messages nor kept for another connection.</summary>
        internal void Pin()
        {
            for (OutgoingFrame frame = _first; frame != null; frame = frame.Next)
            {
                frame.Flags &= ~Message;
            }
        }

        /// <summary>Takes what waits in another box, behind its own. The other is not to be used any more.</summary>
        internal void Append(Outbox other)
        {
            OutgoingFrame last = _first;
            while (last != null && last.Next != null)
            {
                last = last.Next;
            }

            Link(last, other._first);
            Bytes += other.Bytes;
        }

        /// <summary>Sends what the transport takes now.</summary>
        /// <returns>The bytes sent, or <see cref="Transport.Broken"/>.</returns>
        internal int Flush(Transport transport, BufferPool pool, int now)
        {
            int total = 0;
            while (_first != null)
            {
                OutgoingFrame frame = _first;
                int sent = transport.Send(frame.Data, frame.Position, frame.End - frame.Position);
                if (sent <= 0)
                {
                    return sent == Transport.Broken ? sent : total;
                }

                LastProgress = now;
                Bytes -= sent;
                pool.Waiting -= sent;
                total += sent;
                frame.Position += sent;
                frame.Flags |= Begun;
                if (frame.Position < frame.End)
                {
                    return total;
                }

                _first = frame.Next;
                GiveBack(frame, pool);
            }

            return total;
        }

        /// <summary>Throws away what waits.</summary>
        internal void Clear(BufferPool pool)
        {
            for (OutgoingFrame frame = _first; frame != null; frame = frame.Next)
            {
                GiveBack(frame, pool);
            }

            _first = null;
            pool.Waiting -= Bytes;
            Bytes = 0;
        }

        /// <summary>Throws away all but messages of which nothing is out, so that another connection can send them.</summary>
        internal void KeepMessages(BufferPool pool)
        {
            OutgoingFrame before = null;
            for (OutgoingFrame at = _first; at != null; at = at.Next)
            {
                if ((at.Flags & (Message | Begun)) == Message)
                {
                    before = at;
                }
                else
                {
                    Remove(at, before, pool);
                }
            }
        }

        private void RemoveLatest(BufferPool pool)
        {
            OutgoingFrame before = null;
            for (OutgoingFrame at = _first; at != null; at = at.Next)
            {
                if ((at.Flags & (Latest | Begun)) == Latest)
                {
                    Remove(at, before, pool);
                    return;
                }

                before = at;
            }
        }

        private void Remove(OutgoingFrame frame, OutgoingFrame before, BufferPool pool)
        {
            Link(before, frame.Next);
            Bytes -= frame.End - frame.Position;
            pool.Waiting -= frame.End - frame.Position;
            GiveBack(frame, pool);
        }

        private void Link(OutgoingFrame before, OutgoingFrame next)
        {
            if (before == null)
            {
                _first = next;
            }
            else
            {
                before.Next = next;
            }
        }

        private static void GiveBack(OutgoingFrame frame, BufferPool pool)
        {
            if ((frame.Flags & Pooled) != 0)
            {
                pool.Return(frame.Data);
            }
        }
    }
}
