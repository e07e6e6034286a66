namespace EdgeWs.Nano
{
    // What arrives: messages to the application, control frames to what answers them.
    public abstract partial class ConnectionCore
    {
        /// <summary>Handles everything in the input. Used for what came together with the opening handshake, too.</summary>
        internal void Decode(DecoderInput input)
        {
            DecodedEvent found;
            int count = 0;
            do
            {
                found = _decoder.Decode(input, Options, Scheduler.Pool);
                count++;
                if (found == DecodedEvent.Message)
                {
                    // After a failure the stream is read on only for the peer's close frame.
                    if ((_flags & (Failed | InMessage)) == 0 || EndWatch())
                    {
                        OnReceived(Scheduler.Message, false);
                    }

                    if (input.Payload != input.Buffer)
                    {
                        _decoder.Release(Scheduler.Pool);
                    }
                }
                else if (found == DecodedEvent.Ping)
                {
                    OnPing(input);
                }
                else if (found == DecodedEvent.Pong)
                {
                    OnPong(input);
                }
                else if (found == DecodedEvent.Close)
                {
                    OnClose(input);
                }
                else if (found == DecodedEvent.Error)
                {
                    Fail(input.CloseCode);
                }

                // A handler that kept the message fails at once instead of reading another's.
                input.Payload = null;
                input.PayloadCount = 0;
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
        private void ReadBacklog(DecoderInput input)
        {
            int received = IoScheduler.ReceiveBufferSize;
            for (int i = 0; i < Backlog && received == IoScheduler.ReceiveBufferSize && (_flags & (Failed | Broken)) == 0; i++)
            {
                received = Transport.Receive(input.Buffer, 0, IoScheduler.ReceiveBufferSize);
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

        private void OnClose(DecoderInput input)
        {
            _flags |= CloseReceived;
            _closeCode = input.CloseCode;
            _closeReason = ClosePayload.ReadReason(input.Payload, input.PayloadOffset, input.PayloadCount);
            BeginClose(_closeCode, string.Empty);
        }
    }
}
