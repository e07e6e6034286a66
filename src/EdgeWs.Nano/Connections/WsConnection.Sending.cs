using System;

namespace EdgeWs.Nano
{
    // What leaves: at once, or by the outbox as far as there is room.
    public abstract partial class WsConnection
    {
        /// <summary>Sends or queues a message.</summary>
        /// <returns>False when the connection is not open or has no room; <see cref="OnDrained"/> follows then.</returns>
        internal bool SendMessage(int opcode, byte[] payload, int offset, int count)
        {
            Scheduler.CheckThread();
            if (_state != WsConnectionState.Open)
            {
                if (!KeepsMessages)
                {
                    return false;
                }

                // It may be long until there is a connection, so not even the first message may be larger than what is kept.
                _outbox ??= new Outbox(Scheduler.Now);
            }

            // The usual message, with nothing waiting anywhere, goes the shortest way: each call costs it ten instructions.
            if ((_outbox != null || (Resources.Pool.Waiting | (_flags & OutMessage)) != 0)
                && !HasRoom(FrameEncoder.FrameLength(count, _flags & HowToMask)))
            {
                return false;
            }

            bool isAlive = Resources.Sender.Send(
                Transport, ref _outbox, Opcode.Final | opcode, _flags & HowToMask, payload, offset, count, Outbox.Message);
            return (isAlive && _outbox == null) || AfterSend(isAlive);
        }

        /// <summary>Sends or queues a frame that a server made for many; see <see cref="FrameSender.SendShared"/>.</summary>
        internal bool SendShared(byte[] frame, int length, ref byte[] kept)
        {
            return _state == WsConnectionState.Open
                && HasRoom(length)
                && AfterSend(Resources.Sender.SendShared(Transport, ref _outbox, frame, length, ref kept));
        }

        /// <summary>Sends or queues a fragment of the message that was begun, RFC 6455 section 5.4.</summary>
        /// <returns>As for <see cref="SendMessage"/>. The end of a message is never refused for want of room.</returns>
        internal bool SendFragment(byte[] payload, int offset, int count, bool isLast)
        {
            Scheduler.CheckThread();
            if (_state != WsConnectionState.Open)
            {
                return false;
            }

            int opcode = (_flags & OutMessage) >> OutMessageShift;
            Check.State(opcode != 0, Words.NoMessageBegun);
            if (!isLast && !HasRoomFor(FrameEncoder.FrameLength(count, _flags & HowToMask)))
            {
                return false;
            }

            if ((_flags & FragmentSent) != 0)
            {
                opcode = Opcode.Continuation;
            }

            // Only what went out counts: without memory for it the same fragment can be tried again.
            bool isAlive = Send(isLast ? Opcode.Final | opcode : opcode, payload, offset, count, 0);
            _flags |= FragmentSent;
            if (isLast)
            {
                _flags |= (_flags & RefusedByFragments) == 0 ? 0 : Refused;
                _flags &= ~(OutMessage | FragmentSent | RefusedByFragments);
            }

            return isAlive;
        }

        /// <summary>Sends or queues bytes that are no frame, such as the answer to an opening handshake.</summary>
        internal void SendRaw(byte[] data)
        {
            AfterSend(Resources.Sender.SendShared(Transport, ref _outbox, data, data.Length, ref data));
        }

        /// <summary>Whether a message of its own may be sent now: not among the fragments of another.</summary>
        private bool HasRoom(int length)
        {
            if ((_flags & OutMessage) == 0)
            {
                return HasRoomFor(length);
            }

            _flags |= RefusedByFragments;
            return false;
        }

        private bool HasRoomFor(int length)
        {
            // By how many bytes the frame would be too much, for the connection and for all together. A frame that need not wait is
            // too much for nobody: where nothing waits yet, only the transport can be the reason to refuse it.
            int own = _outbox == null ? 0 : length + _outbox.Bytes - Options.MaxBufferedBytes;
            int all = Resources.Pool.Waiting == 0 ? 0 : length + Resources.Pool.Waiting - TotalLimit();
            if (own <= 0 && (all <= 0 || (_outbox == null && Transport.CanSend)))
            {
                return true;
            }

            _flags |= Refused;
            if (own > 0 && Options.Overflow == WsOverflow.Close && _state == WsConnectionState.Open)
            {
                BeginClose(WsCloseCode.PolicyViolation, string.Empty);
            }

            // What the others hold is not to cost this connection its messages.
            return own >= all && Options.Overflow == WsOverflow.DropOldest && _outbox.MakeRoom(own, Resources.Pool);
        }

        /// <summary>The limit for all connections together: what one may have, it may have also alone.</summary>
        private int TotalLimit()
        {
            return Scheduler.MaxBufferedBytes > Options.MaxBufferedBytes ? Scheduler.MaxBufferedBytes : Options.MaxBufferedBytes;
        }

        private bool Send(int first, byte[] payload, int offset, int count, int flags)
        {
            return AfterSend(Resources.Sender.Send(Transport, ref _outbox, first, _flags & HowToMask, payload, offset, count, flags));
        }

        private bool AfterSend(bool isAlive)
        {
            if (!isAlive)
            {
                StopSending();
            }
            else if (_outbox != null)
            {
                CheckAt(_outbox.LastProgress + Options.SendTimeout);
            }

            return isAlive;
        }

        /// <summary>The transport takes nothing any more. What the peer sent before, its close frame perhaps, is still read.</summary>
        private void StopSending()
        {
            DropUnsent();
            _flags |= CloseSent;
            _state = WsConnectionState.Closing;
            SetCloseBy(LingerTime);
        }

        private void DropUnsent()
        {
            if (_outbox != null)
            {
                OnUnsent(_outbox);
                _outbox = null;
            }
        }

        /// <returns>Positive when bytes left the outbox, be it that they were sent or given up: others may have room now.</returns>
        private int Flush(int now)
        {
            int sent = _outbox.Flush(Transport, Resources.Pool, now);
            if (sent == Transport.Broken)
            {
                StopSending();
                return 1;
            }

            if (_outbox.Bytes == 0)
            {
                _outbox = null;
                if (_state == WsConnectionState.Closing)
                {
                    SetCloseBy((_flags & Failed) != 0 ? LingerTime : Options.CloseTimeout);
                }
            }

            return sent;
        }
    }
}
