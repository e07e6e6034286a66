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

        private readonly FrameDecoder _decoder;
        private Transport _transport;
        private Outbox _outbox;
        private PingList _pings;
        private WsConnectionState _state;
        private int _flags;
        private int _lastReceived;
        private int _nextCheck;
        private int _closeBy;
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

        internal IoScheduler Scheduler { get; }

        internal WsOptions Options { get; }

        internal Transport Transport => _transport;

        private bool IsClient => (_flags & IsClientFlag) != 0;

        /// <summary>A message or the application data of a ping is in the input. What it throws fails the connection with 1011.</summary>
        internal abstract void OnReceived(DecodedEvent kind, DecoderInput input);

        /// <summary>Everything that waited is out after something was refused.</summary>
        internal abstract void OnDrained();

        /// <summary>The connection is over. Called once.</summary>
        internal abstract void OnClosed(int code, string reason);

        /// <summary>Begins to use a connected transport; the opening handshake is done.</summary>
        internal void Open(Transport transport)
        {
            _transport = transport;
            _state = WsConnectionState.Open;
            _lastReceived = Scheduler.Now;
            _nextCheck = Scheduler.Now;
        }

        internal override int Poll(int now)
        {
            int sent = 0;
            int received = 0;
            if ((_flags & Broken) == 0)
            {
                sent = _outbox == null ? 0 : Flush(now);
                received = Receive(now);
            }

            if (now - _nextCheck >= 0)
            {
                CheckTimes(now, received == Scheduler.Input.Buffer.Length);
            }

            if ((_flags & Broken) != 0 || (received == 0 && IsDone()))
            {
                Finish();
                return Worked;
            }

            return received > 0 || sent > 0 ? Worked : _outbox != null ? Waiting : Idle;
        }

        internal override bool Wait(int milliseconds)
        {
            return _transport != null && _transport.Wait(milliseconds);
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
            DecodedEvent found;
            while ((found = _decoder.Decode(input, Options, Scheduler.Pool)) != DecodedEvent.None)
            {
                switch (found)
                {
                    case DecodedEvent.Close:
                        OnClose(input);
                        break;
                    case DecodedEvent.Error:
                        Fail(input.CloseCode);
                        break;
                    case DecodedEvent.Pong:
                        OnPong(input);
                        break;
                    default:
                        if (found == DecodedEvent.Ping)
                        {
                            SendFrame(Opcode.Pong, input.Payload, input.PayloadOffset, input.PayloadCount, Outbox.Urgent | Outbox.Latest);
                        }

                        // After a failure the stream is read on only for the peer's close frame.
                        if ((_flags & Failed) == 0)
                        {
                            OnReceived(found, input);
                        }

                        break;
                }
            }
        }

        /// <summary>Sends or queues a message.</summary>
        /// <returns>False when the connection is not open or has no room; <see cref="OnDrained"/> follows then.</returns>
        internal bool SendMessage(int opcode, byte[] payload, int offset, int count)
        {
            return HasRoom(FrameEncoder.FrameLength(count, IsClient)) && SendFrame(opcode, payload, offset, count, 0);
        }

        /// <summary>Sends or queues a frame that a server made for many; see <see cref="FrameSender.SendShared"/>.</summary>
        internal bool SendShared(byte[] frame, int length, ref byte[] kept)
        {
            return HasRoom(length)
                && AfterSend(Scheduler.Sender.SendShared(_transport, ref _outbox, frame, length, ref kept));
        }

        /// <summary>Sends or queues bytes that are no frame, such as the answer to an opening handshake.</summary>
        internal void SendRaw(byte[] data)
        {
            byte[] kept = data;
            AfterSend(Scheduler.Sender.SendShared(_transport, ref _outbox, data, data.Length, ref kept));
        }

        internal void SendPing(int tag, int timeout, WsPongHandler callback)
        {
            _pings ??= new PingList();
            int deadline = Scheduler.Now + timeout;
            PendingPing ping = new PendingPing(tag, deadline, callback);

            // First the frame: where there is no memory for it, no pong is awaited.
            SendFrame(Opcode.Ping, PingList.WritePayload(tag), 0, PingList.PayloadLength, Outbox.Urgent);
            _pings.Add(ping);
            CheckAt(deadline);
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

            try
            {
                byte[] payload = ClosePayload.Create(code, reason);
                Send(Opcode.Close, payload, 0, payload.Length, 0);
                SetCloseBy(Options.CloseTimeout);
            }
            catch (OutOfMemoryException)
            {
                // A server that stops has others to close, and closing must have its deadline: what waits is given up.
                StopSending();
            }
        }

        /// <summary>Fails the connection, RFC 6455 section 7.1.7: tells the peer why, and ends soon.</summary>
        internal void Fail(int code)
        {
            if ((_flags & Failed) == 0 && _state != WsConnectionState.Closed)
            {
                _flags |= Failed;
                if ((_flags & CloseReceived) == 0 && _transport != null)
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
            _pings = null;
            OnClosed(_closeCode == 0 ? WsCloseCode.Abnormal : _closeCode, _closeReason);

            // Only now, so that the handler of the event could still ask for the peer's address.
            _transport?.Close();
        }

        /// <summary>Reports what a handler threw and fails the connection.</summary>
        internal void HandlerFailed(Exception e)
        {
            Scheduler.Report(this, e);
            Fail(WsCloseCode.InternalError);
        }

        /// <returns>The bytes received.</returns>
        private int Receive(int now)
        {
            DecoderInput input = Scheduler.Input;
            int received = _transport.Receive(input.Buffer, 0, input.Buffer.Length);
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

            return received;
        }

        private void OnPong(DecoderInput input)
        {
            // Any other pong was not asked for, which is allowed: RFC 6455 section 5.5.3.
            if (_pings == null || input.PayloadCount != PingList.PayloadLength)
            {
                return;
            }

            PendingPing ping = _pings.TakeAnswered(PingList.ReadPayload(input.Payload, input.PayloadOffset));

            // The heartbeat, which rested meanwhile, may be due before the ping was.
            CheckAt(Scheduler.Now);
            for (; ping != null; ping = ping.Next)
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
        }

        private void OnClose(DecoderInput input)
        {
            _flags |= CloseReceived;
            _closeCode = input.CloseCode;
            _closeReason = ClosePayload.ReadReason(input.Payload, input.PayloadOffset, input.PayloadCount);
            BeginClose(_closeCode, string.Empty);
        }

        /// <summary>Whether both close frames are through. Then the server ends the connection; the client lets it, RFC 6455 section 7.1.1.</summary>
        private bool IsDone()
        {
            return (_flags & (CloseSent | CloseReceived | IsClientFlag)) == (CloseSent | CloseReceived) && _outbox == null;
        }

        private bool HasRoom(int length)
        {
            if (_state != WsConnectionState.Open)
            {
                return false;
            }

            if (_outbox == null || length <= Options.MaxBufferedBytes - _outbox.Bytes)
            {
                return true;
            }

            _flags |= Refused;
            return false;
        }

        private bool SendFrame(int opcode, byte[] payload, int offset, int count, int flags)
        {
            return _state == WsConnectionState.Open && Send(opcode, payload, offset, count, flags);
        }

        private bool Send(int opcode, byte[] payload, int offset, int count, int flags)
        {
            return AfterSend(Scheduler.Sender.Send(_transport, ref _outbox, opcode, IsClient, payload, offset, count, flags));
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
            int sent = _outbox.Flush(_transport, Scheduler.Pool, now);
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
                else if ((_flags & Refused) != 0)
                {
                    _flags &= ~Refused;
                    OnDrained();
                }
            }

            return sent;
        }

        /// <summary>Sets the deadline for closing; what waits to be sent before the close frame has its own time on top.</summary>
        private void SetCloseBy(int milliseconds)
        {
            _closeBy = Scheduler.Now + milliseconds + (_outbox == null ? 0 : Options.SendTimeout);
            CheckAt(_closeBy);
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
                isOver |= IsDue(now, _closeBy);
            }
            else if (_pings != null && !_pings.IsEmpty)
            {
                if (IsDue(now, _pings.EarliestDeadline()))
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
