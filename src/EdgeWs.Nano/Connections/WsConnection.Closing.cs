using System;

namespace EdgeWs.Nano
{
    // The closing handshake, and failures.
    public abstract partial class WsConnection
    {
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
                Send(Opcode.Final | Opcode.Close, payload, 0, payload.Length, 0);
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
                if ((_flags & CloseReceived) == 0 && Transport != null)
                {
                    _closeCode = code;
                }

                BeginClose(code, string.Empty);
                SetCloseBy(LingerTime);
            }
        }

        /// <summary>Reports what a handler threw and fails the connection.</summary>
        internal void HandlerFailed(Exception e)
        {
            Scheduler.Report(this, e);
            Fail(WsCloseCode.InternalError);
        }

        /// <summary>Frees everything and says that the connection is over, unless another takes its place.</summary>
        /// <param name="keepsTransport">Whether the transport is somebody else's from then on.</param>
        internal void Finish(bool keepsTransport = false)
        {
            if (_state == WsConnectionState.Closed)
            {
                return;
            }

            DropUnsent();
            _decoder.Release(Resources.Pool);
            Resources.Pings.Return(_pings);
            _pings = null;
            int code = _closeCode == 0 ? WsCloseCode.Abnormal : _closeCode;
            if (TryReconnect(code, _closeReason))
            {
                return;
            }

            _state = WsConnectionState.Closed;
            Scheduler.Remove(this);
            try
            {
                OnClosed(code, _closeReason);
            }
            catch (Exception e)
            {
                Scheduler.Report(this, e);
            }

            // Only now, so that the handler of the event could still ask for the peer's address.
            if (!keepsTransport)
            {
                EndTransport();
            }
        }

        /// <summary>
        /// Ends the stream: in order, or at once where the peer had its time, ended the stream without a close frame, or has much to
        /// take still. Such a peer may well be there, and leave what there was for it with the platform for ever.
        /// </summary>
        private void EndTransport()
        {
            if (Transport == null)
            {
                return;
            }

            if ((_flags & Dropped) != 0 || (_flags & (Broken | CloseReceived)) == Broken || !Transport.CanSend)
            {
                Transport.Abort();
            }
            else
            {
                Transport.Close();
            }
        }

        /// <summary>Sets the deadline for closing; what waits to be sent before the close frame has its own time on top.</summary>
        private void SetCloseBy(int milliseconds)
        {
            _dueBy = Scheduler.Now + milliseconds + (_outbox == null ? 0 : Options.SendTimeout);
            CheckAt(_dueBy);
        }
    }
}
