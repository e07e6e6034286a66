using System;

namespace EdgeWs.Nano
{
    // What a connection keeps, and its turn in the loop.
    public abstract partial class WsConnection : IPollable
    {
        // How long to take and discard what a peer still sends after it was failed. Closing with bytes unread would reset the
        // connection, and a reset can overtake the close frame.
        private const int LingerTime = 250;

        // The most receive buffers that are read at once when a deadline of the peer has passed: 32 KB, more than a device's
        // receive window.
        private const int Backlog = 16;

        // How far ahead to plan when nothing is due.
        private const int LongTime = 60000;

        // Which flags hold in which state, between two turns in the loop; all others may hold in any.
        //
        //              CloseSent   CloseReceived     Failed           Broken              set by
        // Connecting   no          no                no               no                  the constructor, Restart
        // Open         no          no                no               no                  Open
        // Closing      yes         the peer closed   by us, with why  over at its turn    BeginClose (either side), Fail, StopSending
        // Closed       as they were left                                                  Finish, for good
        //
        // State as bits of one field: on the device a field costs 12 bytes, whatever its type.
        private const int IsClient = FrameEncoder.Masked;
        internal const int CloseSent = 2;
        internal const int CloseReceived = 4;
        internal const int Failed = 8;         // from here: an error of the protocol or of a handler
        internal const int Broken = 16;        // the transport is over, or a deadline has passed
        private const int Refused = 32;        // a message was refused, so Drained is due
        private const int InMessage = 64;      // a message began to arrive, so _dueBy is when it must be complete
        private const int OutMessage = 3 << 7; // the opcode of the message that is sent in fragments; 0 when there is none
        private const int OutMessageShift = 7;
        private const int FragmentSent = 512;  // of that message, so it goes on in continuation frames
        private const int RefusedByFragments = 1024; // a message was refused because of it, so Drained is due after its end
        private const int ZeroKey = FrameEncoder.ZeroKey; // 2048
        private const int HowToMask = IsClient | ZeroKey;
        private const int Dropped = 4096;      // a deadline ended it: what the platform still holds for the peer is given up

        // The topmost bits: how often the share of the receive buffer is halved. Whoever sends many small messages gets less of
        // a pass, so that a pass stays short for the others.
        private const int ThrottleShift = 16;
        private const int MaxThrottle = 6;
        private const int ManyMessages = 4;
        private const int FewMessages = 1;

        // Fields and not properties: a call costs the interpreter more than what most of them are needed for.
        internal readonly LoopResources Resources;
        internal readonly WsOptions Options;
        internal Transport Transport;
        private FrameDecoder _decoder;
        private protected Outbox _outbox;
        private PendingPing _pings;
        private protected WsConnectionState _state;
        private int _flags;
        private protected string _protocol = string.Empty;
        private int _lastReceived;
        private int _nextCheck;
        private int _dueBy;                    // when the message that arrives must be complete; while closing, when that must be over
        private int _closeCode;
        private string _closeReason = string.Empty;

        internal WsConnection(LoopResources resources, WsOptions options, bool isClient)
        {
            Resources = resources;
            Options = options;
            _decoder = new FrameDecoder(!isClient);
            _flags = isClient ? IsClient : 0;
        }

        internal IoScheduler Scheduler => Resources.Scheduler;

        /// <summary>Whether messages wait that are older than what is sent now, and yet go out later.</summary>
        internal virtual bool HoldsMessages => false;

        /// <summary>Whether messages are taken before the connection is open, to be sent then.</summary>
        internal virtual bool KeepsMessages => false;

        /// <summary>A message or the application data of a ping arrived. What it throws fails the connection with 1011.</summary>
        internal abstract void OnReceived(WsMessage message, bool isPing);

        /// <summary>Everything that waited is out after something was refused. What it throws fails the connection with 1011.</summary>
        internal abstract void OnDrained();

        /// <summary>Its turn in the loop while it is connecting.</summary>
        internal virtual int PollOpening(int now)
        {
            return PollResult.Idle;
        }

        /// <summary>Waits for what it needs to connect.</summary>
        internal virtual bool WaitForOpening(int milliseconds)
        {
            return false;
        }

        /// <summary>The application closes the connection.</summary>
        internal virtual void OnClosing()
        {
        }

        /// <summary>The transport takes nothing any more: what becomes of what still waits.</summary>
        internal virtual void OnUnsent(Outbox outbox)
        {
            outbox.Clear(Resources.Pool);
        }

        /// <summary>The connection is over and everything but its transport is freed.</summary>
        /// <returns>True when another will take its place, after <see cref="Restart"/>.</returns>
        internal virtual bool TryReconnect(int code, string reason)
        {
            return false;
        }

        /// <summary>The connection is over. Called once. What it throws is reported.</summary>
        internal abstract void OnClosed(int code, string reason);

        /// <summary>Begins to use a connected transport; the opening handshake is done.</summary>
        internal void Open(Transport transport)
        {
            int now = Scheduler.Now;
            Transport = transport;
            if (Options.MasksWithZero && transport.IsSecure)
            {
                _flags |= ZeroKey;
            }

            _state = WsConnectionState.Open;
            _lastReceived = now;
            _nextCheck = now;
        }

        /// <summary>Forgets the connection that is over, because another is to take its place.</summary>
        /// <param name="unsent">What that one will send first, or null.</param>
        internal void Restart(Outbox unsent)
        {
            _decoder = new FrameDecoder(false);
            EndTransport();
            Transport = null;
            _outbox = unsent;

            // Who was refused is still told when there is room again.
            _flags = (_flags & (Refused | RefusedByFragments)) == 0 ? IsClient : IsClient | Refused;
            _closeCode = 0;
            _closeReason = string.Empty;
            _state = WsConnectionState.Connecting;
        }

        int IPollable.Poll(int now)
        {
            if (_state != WsConnectionState.Open)
            {
                if (_state == WsConnectionState.Connecting)
                {
                    return PollOpening(now);
                }

                if ((_flags & Broken) != 0)
                {
                    Finish();
                    return PollResult.Worked;
                }
            }

            int sent = _outbox == null ? 0 : Flush(now);
            ByteCursor input = Resources.Input;
            int share = LoopResources.ReceiveBufferSize >> (_flags >> ThrottleShift);
            int received = Transport.Receive(input.Buffer, 0, share);
            if (received != 0)
            {
                if (received > 0)
                {
                    _lastReceived = now;
                    input.Position = 0;
                    input.End = received;
                    Decode(input);
                }
                else
                {
                    _flags |= Broken;
                }
            }

            if (now - _nextCheck >= 0)
            {
                if (received == share && IsPeerLate(now))
                {
                    ReadBacklog(input);
                }

                CheckTimes(now);
            }

            if ((_flags & (Broken | CloseSent | Refused)) != 0)
            {
                if (IsOver(received))
                {
                    Finish();
                    return PollResult.Worked;
                }

                if (IsDrained())
                {
                    _flags &= ~Refused;
                    try
                    {
                        OnDrained();
                    }
                    catch (Exception e)
                    {
                        HandlerFailed(e);
                    }

                    return PollResult.Worked;
                }
            }

            return received > 0 || sent > 0 ? PollResult.Worked : _outbox != null ? PollResult.Waiting : PollResult.Idle;
        }

        bool IPollable.Wait(int milliseconds)
        {
            return Transport == null ? WaitForOpening(milliseconds) : Transport.Wait(milliseconds);
        }

        void IPollable.Fault()
        {
            _decoder.Stop();
            if ((_flags & Failed) != 0)
            {
                // Not even the end goes well.
                _flags |= Broken | Dropped;
            }

            Fail(WsCloseCode.InternalError);
        }

        /// <summary>
        /// Whether the end is here: with both close frames through, and most of what was sent acknowledged, the server ends the
        /// connection; the client lets it, RFC 6455 section 7.1.1.
        /// </summary>
        private bool IsOver(int received)
        {
            return (_flags & Broken) != 0
                || (received == 0
                    && _outbox == null
                    && (_flags & (CloseSent | CloseReceived | IsClient)) == (CloseSent | CloseReceived)
                    && Transport.CanSend);
        }

        /// <summary>Whether what was refused could be sent now.</summary>
        private bool IsDrained()
        {
            return (_flags & Refused) != 0
                && _state == WsConnectionState.Open
                && _outbox == null
                && (Resources.Pool.Waiting == 0 || Resources.Pool.Waiting < TotalLimit() || Transport.CanSend);
        }
    }
}
