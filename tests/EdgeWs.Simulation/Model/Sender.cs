using System;
using EdgeWs.Nano;

namespace EdgeWs.Simulation
{
    /// <summary>What the application sends over one connection, and the check of what becomes of it.</summary>
    internal sealed class Sender(LibraryEnd end)
    {
        private const int MaxPart = 2000;

        private int _parts;
        private bool _isDrainedDueAfterParts;
        private bool _hadRoom;

        /// <summary>Whether a message that is sent in parts has begun.</summary>
        internal bool IsInParts { get; private set; }

        /// <summary>Whether a message was refused, so that Drained is due.</summary>
        internal bool IsDrainedDue { get; set; }

        /// <summary>Whether it will be, at the latest with the end of the message in parts.</summary>
        internal bool IsDrainedOwed => IsDrainedDue || _isDrainedDueAfterParts;

        private WsConnection Connection => end.Connection;

        private WsOptions PeerLimits => end.Peer is LibraryEnd { Options.StreamMessages: false } peer ? peer.Options : null;

        /// <param name="payload">What to send.</param>
        /// <param name="message">The received message that it is, to be sent on as it is; or null.</param>
        internal void Send(Payload payload, WsMessage message)
        {
            Waiting before = new Waiting(end);
            bool expected = Expects(before, payload, end.Loop.Pool.Waiting, false);
            end.Outgoing.Attempt(payload);
            if (!end.TryCall(() => message != null ? Connection.Send(message) : SendAs(payload), out bool taken))
            {
                // What did not find room in memory was not accepted.
                Dropped(before);
                IsDrainedDue |= before.IsTooMuch;
                return;
            }

            Sent(before, payload, expected, taken);
        }

        /// <summary>Begins, goes on with or ends a message in parts.</summary>
        internal void SendInParts()
        {
            Dice dice = end.World.Dice;
            if (!IsInParts)
            {
                WsMessageType type = dice.OneIn(2) ? WsMessageType.Binary : WsMessageType.Text;
                IsInParts = end.IsOpen && !end.HoldsMessages;
                IsDrainedDue |= end.IsOpen && end.HoldsMessages;
                end.Require(Connection.BeginMessage(type) == IsInParts, $"began a message in another state");
                if (IsInParts)
                {
                    _parts = 0;
                    end.Outgoing.Begin(type);
                }
            }
            else if (dice.OneIn(4) || _parts >= (PeerLimits == null ? 50 : Math.Min(PeerLimits.MaxFragments - 1, 4)))
            {
                EndParts();
            }
            else
            {
                // What the receiver takes, and no more than its largest message together.
                int most = Math.Min(MaxPart, (PeerLimits?.MaxMessageSize ?? int.MaxValue) / 4);
                Write(Payload.OfText(new string((char)dice.Between('a', 'z'), dice.Skewed(most))));
            }
        }

        internal void EndParts()
        {
            if (!IsInParts || !end.IsOpen)
            {
                return;
            }

            Waiting before = new Waiting(end);
            IsInParts = false;
            IsDrainedDue |= _isDrainedDueAfterParts;
            _isDrainedDueAfterParts = false;
            if (!end.TryCall(Connection.EndMessage, out bool taken))
            {
                // Without an end the connection is of no use any more.
                end.GiveUp();
                return;
            }

            end.Outgoing.Append(default, true);
            end.Require(!end.IsOpen || (taken && end.Handed - before.Handed == FrameLength(0)), $"refused the end of a message");
        }

        /// <summary>What must become of a message; a connection that is to be closed for it may say so.</summary>
        internal bool Expects(Waiting before, Payload payload, int total, bool isPart)
        {
            bool expected = before.Judge(FrameLength(payload.Bytes.Length), total, isPart);
            if (before.Closes)
            {
                end.BeginsToClose(WsCloseCode.PolicyViolation, string.Empty);
            }

            return expected;
        }

        /// <summary>Looks at what became of a message.</summary>
        internal void Sent(Waiting before, Payload payload, bool expected, bool taken)
        {
            if (IsBroken(before, expected, taken))
            {
                // The beginning of the message may be out, but not its end.
                end.Outgoing.Begin(payload.Type);
                end.Outgoing.Append(payload.Bytes, false);
            }
            else if (IsTaken(before, FrameLength(payload.Bytes.Length), expected, taken))
            {
                end.Outgoing.Accept(payload);
            }
        }

        /// <summary>Messages that had to go are not expected any more.</summary>
        internal void Dropped(Waiting before)
        {
            int left = Waiting.Messages(Connection).Count;
            if (left < before.Count && (end.IsOpen || end.KeepsMessages))
            {
                end.Require(end.Options.Overflow == WsOverflow.DropOldest, $"threw messages away");
                end.Drop(before.Count, before.Count - left);
            }
        }

        /// <summary>After a pass with nothing left to do: Drained comes as soon as there is room again.</summary>
        internal void CheckIdle()
        {
            int total = end.Loop.Pool.Waiting;
            bool hadRoom = _hadRoom;
            _hadRoom = IsDrainedDue && end.IsOpen && Connection.BufferedBytes == 0 && (total == 0 || total < Waiting.TotalLimit(end) || Connection.Transport.CanSend);

            // Where others made the room it may have been too late for this pass.
            end.Require(!_hadRoom || (!hadRoom && total > 0), $"no Drained after a refused message");
        }

        private void Write(Payload payload)
        {
            Waiting before = new Waiting(end);
            bool expected = Expects(before, payload, end.Loop.Pool.Waiting, true);
            if (!end.TryCall(() => Connection.Write(payload.Bytes, 0, payload.Bytes.Length), out bool taken))
            {
                Dropped(before);
                end.GiveUp();
                return;
            }

            if (IsBroken(before, expected, taken) || IsTaken(before, FrameLength(payload.Bytes.Length), expected, taken))
            {
                _parts++;
                end.Outgoing.Append(payload.Bytes, false);
            }
        }

        /// <summary>Whether the connection broke under a message that it would have taken.</summary>
        private bool IsBroken(Waiting before, bool expected, bool taken) => before.IsOpen && !taken && !end.IsOpen && expected;

        /// <returns>Whether it was taken, as it should be.</returns>
        private bool IsTaken(Waiting before, int length, bool expected, bool taken)
        {
            // For a client that connects again Drained is due even so.
            IsDrainedDue |= before.IsTooMuch;

            // A transport that breaks under it takes what waited with it.
            bool stands = before.IsOpen ? end.IsOpen : end.KeepsMessages;
            if (!taken && (!stands || !before.Takes))
            {
                return false;
            }

            _isDrainedDueAfterParts |= before.IsInParts && !before.IsTooMuch && !taken;
            end.Require(taken == expected && !before.Closes, $"took {taken} where it should be {expected}, or is still open");
            end.Require(
                end.Handed - before.Handed == (taken ? length : 0) - before.DroppedBytes,
                $"{end.Handed - before.Handed} bytes more are on their way after {length} for which {before.DroppedBytes} had to go");
            if (before.Dropped > 0)
            {
                end.Drop(before.Count, before.Dropped);
            }

            return taken;
        }

        private int FrameLength(int size) => size + (size < 126 ? 2 : size < 65536 ? 4 : 10) + (end.IsClient ? 4 : 0);

        private bool SendAs(Payload payload)
        {
            if (payload.Text != null && end.World.Dice.OneIn(2))
            {
                return Connection.Send(payload.Text);
            }

            // Whatever the library does with the array after the call must not matter.
            byte[] copy = [0, .. payload.Bytes, 0];
            bool taken = Connection.Send(copy, 1, payload.Bytes.Length, payload.Type);
            Array.Clear(copy);
            return taken;
        }
    }
}
