using System;
using System.Net;

namespace EdgeWs.Nano
{
    /// <summary>
    /// A connection on its way in, from the listener's queue to whoever takes it: the TLS hello, the handshake, the head of the
    /// request; or a refusal. It holds a place of its <see cref="Admission"/>.
    /// </summary>
    internal abstract class Guest : IPollable
    {
        // How long a refused client may take to read its answer and to close. Closing with bytes unread would reset the
        // connection, and a reset can overtake the answer.
        private const int LingerTime = 1000;

        internal readonly Admission Admission;
        internal Transport Transport;

        /// <summary>What it is at: see <see cref="Nano.Admission"/>.</summary>
        internal int Stage;

        /// <summary>Since when.</summary>
        internal int Since;

        private protected int _deadline;
        private int _endBy;
        private HttpHead _head;
        private Outbox _outbox;
        private bool _isOver;

        // Of a channel that made room: that its peer is to answer the close frame, or has said something since.
        private bool _isToAnswer;
        private bool _hasAnswered;

        internal Guest(Admission admission, Transport transport, int time)
        {
            Admission = admission;
            Transport = transport;
            Since = admission.Resources.Scheduler.Now;
            _deadline = Since + (transport is TlsHello hello ? hello.Timeout : time);
        }

        /// <summary>The milliseconds in which the head of a request must be there.</summary>
        internal abstract int HeadTime { get; }

        /// <summary>The most bytes of a head.</summary>
        internal abstract int MaxHeadSize { get; }

        private protected LoopResources Resources => Admission.Resources;

        private protected IoScheduler Scheduler => Admission.Resources.Scheduler;

        /// <summary>The head of a request is there, and perhaps what follows it. Ends with another stage than <see cref="Nano.Admission.Head"/>.</summary>
        /// <param name="request">The request; its line and its fields are well-formed.</param>
        /// <param name="input">What came behind the head.</param>
        internal abstract void OnRequest(HttpRequest request, ByteCursor input);

        public int Poll(int now)
        {
            if (Stage == Admission.Answer)
            {
                return SendAnswer(now);
            }

            if (Transport is TlsHello hello && Stage != Admission.Refused)
            {
                return PollHello(hello, now);
            }

            if (_outbox != null && !Flush(now))
            {
                return PollResult.Worked;
            }

            // With part of an answer to a head still to go out, no body is read: what answers that one would overtake it.
            ByteCursor input = Resources.Input;
            int received = _outbox != null && Stage == Admission.Body ? 0 : Transport.Receive(input.Buffer, 0, input.Buffer.Length);
            if (received == Transport.Broken)
            {
                return OnEnd(now);
            }

            if (received > 0)
            {
                input.Position = 0;
                input.End = received;
                OnReceived(input, now);
            }

            // Where the buffer was filled, the rest is likely to be there too, as after the application held the loop up.
            if (now - _deadline >= 0 && Stage != Admission.Gone && (received < input.Buffer.Length || Stage == Admission.Refused))
            {
                OnDeadline();
            }

            return received > 0 ? PollResult.Worked : _outbox != null ? PollResult.Waiting : PollResult.Idle;
        }

        public virtual bool Wait(int milliseconds)
        {
            // What is not read yet would end every wait at once.
            return !_isOver && _outbox == null && Transport.Wait(milliseconds);
        }

        public void Fault()
        {
            Abort();
        }

        internal bool IsFrom(IPAddress address)
        {
            IPEndPoint own = Transport.RemoteEndPoint;
            return own != null && own.Address.Equals(address);
        }

        /// <summary>The server listens no more.</summary>
        internal virtual void OnDoorClosed()
        {
            Abort();
        }

        /// <summary>Goes on with the answer to a request.</summary>
        internal virtual int SendAnswer(int now)
        {
            return PollResult.Idle;
        }

        /// <summary>Takes what was received.</summary>
        internal virtual void OnReceived(ByteCursor input, int now)
        {
            if (Stage == Admission.Refused)
            {
                _hasAnswered = _isToAnswer;
                return;
            }

            if (Stage != Admission.Head)
            {
                Enter(Admission.Head, now);
            }

            _head ??= new HttpHead(MaxHeadSize);
            int result = _head.Append(input);
            if (result == HttpHead.Complete)
            {
                HttpRequest request = HttpRequest.Read(_head);
                _head = null;
                if (request != null)
                {
                    OnRequest(request, input);
                    return;
                }

                result = 400;
            }

            if (result != HttpHead.Incomplete)
            {
                Refuse(result, null);
            }
        }

        /// <summary>Refuses the client. What it still sends is drained, so that it can read the answer.</summary>
        /// <param name="status">The HTTP status.</param>
        /// <param name="headers">Further header lines, each with its line end; may be null.</param>
        internal virtual void Refuse(int status, string headers)
        {
            _head = null;
            SendLast(ServerHandshake.Refuse(status, headers));
        }

        /// <summary>Becomes something else, which the connection belongs to from now on.</summary>
        internal virtual void Leave()
        {
            Stage = Admission.Gone;
            _outbox?.Clear(Resources.Pool);
            Admission.Leave(this);
        }

        /// <summary>
        /// The same, and its place goes to a channel that made room for it, which has the time of a refused client to read why. It ends
        /// in order if it answers, RFC 6455 section 7.1.1.
        /// </summary>
        internal void LeaveTo(Transport other)
        {
            Transport = other;
            _isToAnswer = true;
            Linger(LingerTime, LingerTime);
        }

        /// <summary>Ends in order; at once where the client has much to take still, as if it had its time. May be called again.</summary>
        internal void Close()
        {
            if (!Transport.CanSend)
            {
                Abort();
            }
            else if (Stage != Admission.Gone)
            {
                Leave();
                Transport.Close();
            }
        }

        /// <summary>Ends at once, and leaves nothing to the platform. May be called again.</summary>
        internal void Abort()
        {
            if (Stage != Admission.Gone)
            {
                Leave();
                Transport.Abort();
            }
        }

        /// <summary>Ends at once to make room, and says so where nothing was said yet.</summary>
        /// <remarks>
        /// Bytes that are not acknowledged are also what makes lwIP reset a connection. One that it ends in order it keeps for two
        /// minutes, and strangers that say nothing and come back as soon as they are dropped would take all its memory.
        /// </remarks>
        internal void MakeWay()
        {
            try
            {
                if (Stage < Admission.Idle)
                {
                    byte[] last = Transport is TlsHello ? TlsHello.Alert() : ServerHandshake.Refuse(408, null);
                    Transport.Send(last, 0, last.Length);
                }
            }
            catch (OutOfMemoryException)
            {
                // Then without a word: whoever wants the place is not to suffer for it.
            }

            EndLate();
        }

        private protected void Enter(int stage, int now)
        {
            Stage = stage;
            Since = now;
        }

        /// <summary>
        /// The last answer is out: waits for the client to close, which leaves nothing behind. Who does not in time is dropped, with
        /// what it did not take.
        /// </summary>
        /// <param name="time">How long it may take to close.</param>
        /// <param name="longest">How long it may take while much of the answer is still on its way.</param>
        private protected void Linger(int time, int longest)
        {
            int now = Scheduler.Now;
            Enter(Admission.Refused, now);
            _endBy = now + longest;
            _deadline = time < longest ? now + time : _endBy;
        }

        /// <summary>Sends bytes behind which nothing follows.</summary>
        private protected void SendLast(byte[] data)
        {
            Linger(LingerTime, LingerTime);
            Send(data);
        }

        /// <summary>Sends or queues a few bytes.</summary>
        private protected void Send(byte[] data)
        {
            if (!Resources.Sender.SendShared(Transport, ref _outbox, data, data.Length, ref data))
            {
                Abort();
            }
        }

        /// <summary>The time is over.</summary>
        private void OnDeadline()
        {
            if (Stage == Admission.Head || Stage == Admission.Silent || Stage == Admission.Body)
            {
                Refuse(408, null);
            }
            else if (Stage == Admission.Refused && _endBy - _deadline > 0 && !Transport.CanSend)
            {
                _deadline = _endBy;
            }
            else
            {
                EndLate();
            }
        }

        private void EndLate()
        {
            if (_hasAnswered)
            {
                Close();
            }
            else
            {
                Abort();
            }
        }

        /// <summary>
        /// The client is gone, or has nothing more to say and still reads. While it has most of its answer to take, it keeps its time
        /// for that: a client that is there and does not read would leave it with the platform for ever.
        /// </summary>
        private int OnEnd(int now)
        {
            _isOver = Stage >= Admission.Idle && !Transport.CanSend;
            if (!_isOver)
            {
                Close();
                return PollResult.Worked;
            }

            if (now - _deadline >= 0)
            {
                OnDeadline();
            }

            return Stage == Admission.Gone ? PollResult.Worked : PollResult.Waiting;
        }

        /// <returns>False when the connection is over.</returns>
        private bool Flush(int now)
        {
            if (_outbox.Flush(Transport, Resources.Pool, now) == Transport.Broken)
            {
                Abort();
                return false;
            }

            if (_outbox.Bytes == 0)
            {
                _outbox = null;
            }

            return true;
        }

        private int PollHello(TlsHello hello, int now)
        {
            int seen = hello.Look();
            if (seen == Transport.Broken || now - _deadline >= 0)
            {
                Abort();
                return PollResult.Worked;
            }

            if (seen > 0 && Stage == Admission.Silent)
            {
                Enter(Admission.Head, now);
            }

            if (seen != TlsHello.Whole)
            {
                return PollResult.Idle;
            }

            if (Admission.TakeSession(now, out bool isHopeless))
            {
                ShakeHands(hello);
                return PollResult.Worked;
            }

            if (isHopeless)
            {
                SendLast(TlsHello.Alert());
                return PollResult.Worked;
            }

            return PollResult.Waiting;
        }

        private void ShakeHands(TlsHello hello)
        {
            try
            {
                Transport = hello.ShakeHands(Admission.Sessions);
                Enter(Admission.Silent, Scheduler.Now);
                _deadline = Since + HeadTime;
            }
            catch (Exception e)
            {
                Abort();
                Scheduler.Report(Admission.Keeper, e);
            }
        }
    }
}
