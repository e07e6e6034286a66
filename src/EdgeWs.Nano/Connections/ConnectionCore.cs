using System;

namespace EdgeWs.Nano
{
    /// <summary>
    /// What makes a stream of bytes a WebSocket connection: takes what arrives, sends or queues what leaves, keeps the closing
    /// handshake and all deadlines. Not to be derived from by applications, which use <see cref="WsConnection"/>.
    /// </summary>
    public abstract class ConnectionCore : IoPollable
    {
        // How long to take and discard what a peer still sends after it was failed. Closing with bytes unread would reset the
        // connection, and a reset can overtake the close frame.
        private const int LingerTime = 250;

        // How far ahead to plan when nothing is due.
        private const int LongTime = 60000;

        // State as bits of one field: on the device a field costs 12 bytes, whatever its type.
        private const int IsClientFlag = 1;
        private const int CloseSent = 2;
        private const int CloseReceived = 4;
        private const int Failed = 8;          // from here: an error of the protocol or of a handler
        private const int Broken = 16;         // the transport is over, or a deadline has passed
        private const int Refused = 32;        // a message was refused, so Drained is due
        private const int InMessage = 64;      // a message began to arrive, so _endBy is when it must be complete
        private const int OutMessage = 3 << 7; // the opcode of the message that is sent in parts; 0 when there is none
        private const int OutMessageShift = 7;
        private const int PartSent = 512;      // part of that message is sent, so it goes on in continuation frames
        private const int RefusedByParts = 1024; // a message was refused because of it, so Drained is due after its end

        // The topmost bits: how often the share of the receive buffer is halved. Whoever sends many small messages gets less of
        // a pass, so that a pass stays short for the others.
        private const int ThrottleShift = 16;
        private const int MaxThrottle = 6;
        private const int ManyMessages = 4;
        private const int FewMessages = 1;

        // Fields and not properties: a call costs the interpreter more than what most of them are needed for.
        internal readonly IoScheduler Scheduler;
        internal readonly WsOptions Options;
        internal Transport Transport;
        private readonly FrameDecoder _decoder;
        private Outbox _outbox;
        private PendingPing _pings;
        private WsConnectionState _state;
        private int _flags;
        private int _lastReceived;
        private int _nextCheck;
        private int _endBy;
        private int _closeCode;
        private string _closeReason = string.Empty;

        internal ConnectionCore(IoScheduler scheduler, WsOptions options, bool isClient)
        {
            Scheduler = scheduler;
            Options = options;
            _decoder = new FrameDecoder(!isClient);
            _flags = isClient ? IsClientFlag : 0;
        }

        /// <summary>Where the connection is in its life.</summary>
        public WsConnectionState State => _state;

        /// <summary>How many bytes wait to be sent.</summary>
        public int BufferedBytes => _outbox == null ? 0 : _outbox.Bytes;

        private bool IsClient => (_flags & IsClientFlag) != 0;

        /// <summary>A message or the application data of a ping arrived. What it throws fails the connection with 1011.</summary>
        internal abstract void OnReceived(WsMessage message, bool isPing);

        /// <summary>Everything that waited is out after something was refused.</summary>
        internal abstract void OnDrained();

        /// <summary>The connection is over. Called once.</summary>
        internal abstract void OnClosed(int code, string reason);

        /// <summary>Begins to use a connected transport; the opening handshake is done.</summary>
        internal void Open(Transport transport)
        {
            Transport = transport;
            _state = WsConnectionState.Open;
            _lastReceived = Scheduler.Now;
            _nextCheck = Scheduler.Now;
        }

        internal override int Poll(int now)
        {
            DecoderInput input = Scheduler.Input;
            int sent = 0;
            int received = 0;
            if ((_flags & Broken) == 0)
            {
                if (_outbox != null)
                {
                    sent = Flush(now);
                }

                received = Transport.Receive(input.Buffer, 0, input.Buffer.Length >> (_flags >> ThrottleShift));
                if (received > 0)
                {
                    _lastReceived = now;
                    input.Position = 0;
                    input.End = received;
                    Decode(input);
                }
                else if (received < 0)
                {
                    _flags |= Broken;
                }
            }

            if (now - _nextCheck >= 0)
            {
                CheckTimes(now, received == input.Buffer.Length >> (_flags >> ThrottleShift));
            }

            if ((_flags & (Broken | CloseSent | Refused)) != 0)
            {
                if (IsOver(received))
                {
                    Finish();
                    return Worked;
                }

                if (IsDrained())
                {
                    _flags &= ~Refused;
                    OnDrained();
                    return Worked;
                }
            }

            return received > 0 || sent > 0 ? Worked : _outbox != null ? Waiting : Idle;
        }

        internal override bool Wait(int milliseconds)
        {
            return Transport != null && Transport.Wait(milliseconds);
        }

        internal override void Fault()
        {
            _decoder.Stop();
            if ((_flags & Failed) != 0)
            {
                // Not even the end goes well.
                _flags |= Broken;
            }

            Fail(WsCloseCode.InternalError);
        }

        /// <summary>Handles everything in the input. Used for what came together with the opening handshake, too.</summary>
        internal void Decode(DecoderInput input)
        {
            IoScheduler scheduler = Scheduler;
            DecodedEvent found = DecodedEvent.None;
            int count = 0;
            while (input.Position < input.End)
            {
                found = _decoder.Decode(input, Options, scheduler.Pool);
                count++;
                switch (found)
                {
                    case DecodedEvent.Message:
                        // After a failure the stream is read on only for the peer's close frame.
                        if ((_flags & (Failed | InMessage)) == 0 || EndWatch())
                        {
                            OnReceived(scheduler.Message, false);
                        }

                        if (input.Payload != input.Buffer)
                        {
                            _decoder.Release(scheduler.Pool);
                        }

                        break;
                    case DecodedEvent.Ping:
                        SendFrame(Opcode.Pong, input.Payload, input.PayloadOffset, input.PayloadCount, Outbox.Urgent | Outbox.Latest);
                        if ((_flags & Failed) == 0)
                        {
                            OnReceived(scheduler.Message, true);
                        }

                        break;
                    case DecodedEvent.Pong:
                        OnPong(input);
                        break;
                    case DecodedEvent.Close:
                        OnClose(input);
                        break;
                    case DecodedEvent.Error:
                        Fail(input.CloseCode);
                        break;
                }

                // A handler that kept the message fails at once instead of reading another's.
                input.Payload = null;
                input.PayloadCount = 0;
            }

            if (found != DecodedEvent.Message)
            {
                WatchMessage();
            }

            if (count > ManyMessages || _flags >= 1 << ThrottleShift)
            {
                AdjustShare(count);
            }
        }

        /// <summary>Sends or queues a message.</summary>
        /// <returns>False when the connection is not open or has no room; <see cref="OnDrained"/> follows then.</returns>
        internal bool SendMessage(int opcode, byte[] payload, int offset, int count)
        {
            return _state == WsConnectionState.Open
                && ((Scheduler.Pool.Waiting | (_flags & OutMessage)) == 0 || HasRoom(FrameEncoder.FrameLength(count, IsClient)))
                && Send(Opcode.Final | opcode, payload, offset, count, Outbox.Message);
        }

        /// <summary>Sends or queues a frame that a server made for many; see <see cref="FrameSender.SendShared"/>.</summary>
        internal bool SendShared(byte[] frame, int length, ref byte[] kept)
        {
            return _state == WsConnectionState.Open
                && HasRoom(length)
                && AfterSend(Scheduler.Sender.SendShared(Transport, ref _outbox, frame, length, ref kept));
        }

        /// <summary>Begins a message that is sent in parts. Until its end no other can be sent.</summary>
        /// <returns>False when the connection is not open.</returns>
        internal bool BeginParts(int opcode)
        {
            if (_state != WsConnectionState.Open)
            {
                return false;
            }

            if ((_flags & OutMessage) != 0)
            {
                throw new InvalidOperationException();
            }

            _flags |= opcode << OutMessageShift;
            return true;
        }

        /// <summary>Sends or queues a part of the message that was begun, as a frame, RFC 6455 section 5.4.</summary>
        /// <returns>As for <see cref="SendMessage"/>. The end of a message is never refused for want of room.</returns>
        internal bool SendPart(byte[] payload, int offset, int count, bool isLast)
        {
            int opcode = (_flags & OutMessage) >> OutMessageShift;
            if (opcode == 0)
            {
                throw new InvalidOperationException();
            }

            if (_state != WsConnectionState.Open || (!isLast && !HasRoomFor(FrameEncoder.FrameLength(count, IsClient))))
            {
                return false;
            }

            if ((_flags & PartSent) != 0)
            {
                opcode = Opcode.Continuation;
            }

            _flags |= PartSent;
            if (isLast)
            {
                _flags |= (_flags & RefusedByParts) == 0 ? 0 : Refused;
                _flags &= ~(OutMessage | PartSent | RefusedByParts);
            }

            return Send(isLast ? Opcode.Final | opcode : opcode, payload, offset, count, 0);
        }

        /// <summary>Sends or queues bytes that are no frame, such as the answer to an opening handshake.</summary>
        internal void SendRaw(byte[] data)
        {
            byte[] kept = data;
            AfterSend(Scheduler.Sender.SendShared(Transport, ref _outbox, data, data.Length, ref kept));
        }

        internal void SendPing(int tag, int timeout, WsPongHandler callback)
        {
            int deadline = Scheduler.Now + timeout;
            byte[] payload = Scheduler.Pings.Add(ref _pings, tag, deadline, callback);
            CheckAt(deadline);
            SendFrame(Opcode.Ping, payload, 0, PingPool.PayloadLength, Outbox.Urgent);
        }

        /// <summary>Sends the close frame unless it was sent before, and limits the time that closing may take.</summary>
        internal void BeginClose(int code, string reason)
        {
            if ((_flags & CloseSent) != 0 || _state == WsConnectionState.Closed)
            {
                return;
            }

            _flags |= CloseSent;
            bool isConnected = _state == WsConnectionState.Open;
            _state = WsConnectionState.Closing;
            if (!isConnected)
            {
                // A client that is still connecting: there is nobody to tell.
                _flags |= Broken;
                return;
            }

            byte[] payload = ClosePayload.Create(code, reason);
            Send(Opcode.Final | Opcode.Close, payload, 0, payload.Length, 0);
            SetCloseBy(Options.CloseTimeout);
        }

        /// <summary>Fails the connection, RFC 6455 section 7.1.7: tells the peer why, and ends soon.</summary>
        internal void Fail(int code)
        {
            if ((_flags & Failed) == 0 && _state != WsConnectionState.Closed)
            {
                _flags |= Failed;
                if ((_flags & CloseReceived) == 0 && Transport != null)
                {
                    _closeCode = code;
                }

                BeginClose(code, string.Empty);
                SetCloseBy(LingerTime);
            }
        }

        /// <summary>Frees everything and says that the connection is over.</summary>
        internal void Finish()
        {
            if (_state == WsConnectionState.Closed)
            {
                return;
            }

            _state = WsConnectionState.Closed;
            Scheduler.Remove(this);
            _outbox?.Clear(Scheduler.Pool);
            _decoder.Release(Scheduler.Pool);
            _outbox = null;
            Scheduler.Pings.Return(_pings);
            _pings = null;
            OnClosed(_closeCode == 0 ? WsCloseCode.Abnormal : _closeCode, _closeReason);

            // Only now, so that the handler of the event could still ask for the peer's address.
            Transport?.Close();
        }

        /// <summary>Reports what a handler threw and fails the connection.</summary>
        internal void HandlerFailed(Exception e)
        {
            Scheduler.Report(this, e);
            Fail(WsCloseCode.InternalError);
        }

        /// <summary>Halves or doubles the share of the receive buffer by how many messages and frames came in it.</summary>
        private void AdjustShare(int count)
        {
            int halvings = _flags >> ThrottleShift;
            if (count > ManyMessages && halvings < MaxThrottle)
            {
                _flags += 1 << ThrottleShift;
            }
            else if (count <= FewMessages && halvings > 0)
            {
                _flags -= 1 << ThrottleShift;
            }
        }

        /// <summary>Limits the time for what began to arrive, so that a peer which trickles does not hold a buffer for ever.</summary>
        private void WatchMessage()
        {
            if ((_flags & InMessage) == 0 && Options.MessageTimeout > 0 && !Options.StreamMessages
                && _state == WsConnectionState.Open && _decoder.IsInMessage)
            {
                _flags |= InMessage;
                _endBy = Scheduler.Now + Options.MessageTimeout;
                CheckAt(_endBy);
            }
        }

        /// <summary>The message is complete.</summary>
        /// <returns>Whether it is to be delivered.</returns>
        private bool EndWatch()
        {
            _flags &= ~InMessage;
            return (_flags & Failed) == 0;
        }

        private void OnPong(DecoderInput input)
        {
            // Any other pong was not asked for, which is allowed: RFC 6455 section 5.5.3.
            if (_pings == null || input.PayloadCount != PingPool.PayloadLength)
            {
                return;
            }

            PendingPing answered = PingPool.TakeAnswered(ref _pings, input.Payload, input.PayloadOffset);

            // The heartbeat, which rested meanwhile, may be due before the ping was.
            CheckAt(Scheduler.Now);
            for (PendingPing ping = answered; ping != null; ping = ping.Next)
            {
                try
                {
                    ping.Callback?.Invoke(ping.Tag);
                }
                catch (Exception e)
                {
                    HandlerFailed(e);
                }
            }

            Scheduler.Pings.Return(answered);
        }

        private void OnClose(DecoderInput input)
        {
            _flags |= CloseReceived;
            _closeCode = input.CloseCode;
            _closeReason = ClosePayload.ReadReason(input.Payload, input.PayloadOffset, input.PayloadCount);
            BeginClose(_closeCode, string.Empty);
        }

        /// <summary>Whether the end is here: with both close frames through the server ends the connection; the client lets it, RFC 6455 section 7.1.1.</summary>
        private bool IsOver(int received)
        {
            return (_flags & Broken) != 0
                || (received == 0
                    && _outbox == null
                    && (_flags & (CloseSent | CloseReceived | IsClientFlag)) == (CloseSent | CloseReceived));
        }

        /// <summary>Whether what was refused could be sent now.</summary>
        private bool IsDrained()
        {
            return (_flags & Refused) != 0
                && _state == WsConnectionState.Open
                && _outbox == null
                && Scheduler.Pool.Waiting < Scheduler.MaxBufferedBytes;
        }

        /// <summary>Whether a message of its own may be sent now: not among the parts of another.</summary>
        private bool HasRoom(int length)
        {
            if ((_flags & OutMessage) == 0)
            {
                return HasRoomFor(length);
            }

            _flags |= RefusedByParts;
            return false;
        }

        private bool HasRoomFor(int length)
        {
            int excess = Excess(length);
            if (excess > 0)
            {
                _flags |= Refused;
                if (Options.Overflow == WsOverflow.Close)
                {
                    BeginClose(WsCloseCode.PolicyViolation, string.Empty);
                }
                else if (Options.Overflow == WsOverflow.DropOldest && _outbox != null)
                {
                    _outbox.MakeRoom(excess, Scheduler.Pool);
                    excess = Excess(length);
                }
            }

            return excess <= 0;
        }

        /// <summary>By how many bytes a frame would be too much, for the connection or for all together; what nothing waits before is not.</summary>
        private int Excess(int length)
        {
            int own = _outbox == null ? 0 : length + _outbox.Bytes - Options.MaxBufferedBytes;
            int all = Scheduler.Pool.Waiting == 0 ? 0 : length + Scheduler.Pool.Waiting - Scheduler.MaxBufferedBytes;
            return own > all ? own : all;
        }

        private bool SendFrame(int opcode, byte[] payload, int offset, int count, int flags)
        {
            return _state == WsConnectionState.Open && Send(Opcode.Final | opcode, payload, offset, count, flags);
        }

        private bool Send(int first, byte[] payload, int offset, int count, int flags)
        {
            bool isAlive = Scheduler.Sender.Send(
                Transport, ref _outbox, first, (_flags & IsClientFlag) != 0, payload, offset, count, flags);
            return (isAlive && _outbox == null) || AfterSend(isAlive);
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
            _outbox?.Clear(Scheduler.Pool);
            _outbox = null;
            _flags |= CloseSent;
            _state = WsConnectionState.Closing;
            SetCloseBy(LingerTime);
        }

        /// <returns>The bytes sent.</returns>
        private int Flush(int now)
        {
            int sent = _outbox.Flush(Transport, Scheduler.Pool, now);
            if (sent == Transport.Broken)
            {
                StopSending();
                return 0;
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

        /// <summary>Sets the deadline for closing; what waits to be sent before the close frame has its own time on top.</summary>
        private void SetCloseBy(int milliseconds)
        {
            _endBy = Scheduler.Now + milliseconds + (_outbox == null ? 0 : Options.SendTimeout);
            CheckAt(_endBy);
        }

        /// <summary>Has the deadlines looked at when this one comes, if not before.</summary>
        private void CheckAt(int time)
        {
            if (_nextCheck - time > 0)
            {
                _nextCheck = time;
            }
        }

        private bool IsDue(int now, int time)
        {
            if (now - time >= 0)
            {
                return true;
            }

            CheckAt(time);
            return false;
        }

        /// <summary>Does what is due: the one place where time ends a connection.</summary>
        /// <param name="now">The time.</param>
        /// <param name="isMoreLikely">Whether more of what was received waits, a pong perhaps, as after the application held the loop up.</param>
        private void CheckTimes(int now, bool isMoreLikely)
        {
            _nextCheck = now + LongTime;

            bool isOver = _outbox != null && IsDue(now, _outbox.LastProgress + Options.SendTimeout);
            if (_state == WsConnectionState.Closing)
            {
                isOver |= IsDue(now, _endBy);
            }
            else if ((_flags & InMessage) != 0 && IsDue(now, _endBy))
            {
                Fail(WsCloseCode.PolicyViolation);
            }
            else if (_pings != null)
            {
                if (IsDue(now, PingPool.EarliestDeadline(_pings)))
                {
                    isOver |= !isMoreLikely;
                    _nextCheck = now;
                }
            }
            else if (Options.HeartbeatInterval > 0 && IsDue(now, _lastReceived + Options.HeartbeatInterval))
            {
                OnHeartbeatDue();
            }

            if (isOver)
            {
                _flags |= Broken;
            }
        }

        /// <summary>The peer was silent for long: time to ask whether it is there.</summary>
        internal abstract void OnHeartbeatDue();
    }
}
