using System;

namespace EdgeWs.Nano
{
    // What arrives: messages to the application, control frames to what answers them.
    public abstract partial class WsConnection
    {
        /// <summary>Handles everything in the input. Used for what came together with the opening handshake, too.</summary>
        internal void Decode(ByteCursor input)
        {
            WsMessage message = Resources.Message;
            DecodedEvent found;
            int count = 0;
            do
            {
                found = _decoder.Decode(input, message, Options, Resources.Pool);
                count++;
                if (found == DecodedEvent.Message)
                {
                    // After a failure the stream is read on only for the peer's close frame.
                    if ((_flags & (Failed | InMessage)) == 0 || EndWatch())
                    {
                        try
                        {
                            OnReceived(message, false);
                        }
                        catch (Exception e)
                        {
                            HandlerFailed(e);
                        }
                    }

                    if (message.Payload != input.Buffer)
                    {
                        _decoder.Release(Resources.Pool);
                    }
                }
                else if (found == DecodedEvent.Ping)
                {
                    OnPing(message);
                }
                else if (found == DecodedEvent.Pong)
                {
                    OnPong(message);
                }
                else if (found == DecodedEvent.Close)
                {
                    OnClose(message);
                }
                else if (found == DecodedEvent.Error)
                {
                    Fail(message.CloseCode);
                }

                // A handler that kept the message fails at once instead of reading another's.
                message.Payload = null;
                message.PayloadCount = 0;
            }
            while (input.Position < input.End);

            if (found != DecodedEvent.Message)
            {
                WatchMessage();
            }

            if (count > ManyMessages || _flags >= 1 << ThrottleShift)
            {
                AdjustShare(count);
            }
        }

        /// <summary>
        /// Reads what the platform holds before a deadline of the peer is judged: after the application held the loop up, the pong or
        /// the rest of the message may wait there. Not more than that, or who sends without end would have no deadline.
        /// </summary>
        private void ReadBacklog(ByteCursor input)
        {
            int received = LoopResources.ReceiveBufferSize;
            for (int i = 0; i < Backlog && received == LoopResources.ReceiveBufferSize && (_flags & (Failed | Broken)) == 0; i++)
            {
                received = Transport.Receive(input.Buffer, 0, LoopResources.ReceiveBufferSize);
                if (received > 0)
                {
                    input.Position = 0;
                    input.End = received;
                    Decode(input);
                }
            }
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
            if ((_flags & InMessage) == 0 && Options.MessageTimeout > 0
                && _state == WsConnectionState.Open && _decoder.IsAssembling)
            {
                _flags |= InMessage;
                _dueBy = Scheduler.Now + Options.MessageTimeout;
                CheckAt(_dueBy);
            }
        }

        /// <summary>The message is complete.</summary>
        /// <returns>Whether it is to be delivered.</returns>
        private bool EndWatch()
        {
            _flags &= ~InMessage;
            return (_flags & Failed) == 0;
        }

        private void OnClose(WsMessage message)
        {
            _flags |= CloseReceived;
            _closeCode = message.CloseCode;
            _closeReason = ClosePayload.ReadReason(message.Payload, message.PayloadOffset, message.PayloadCount);
            BeginClose(_closeCode, string.Empty);
        }
    }
}
