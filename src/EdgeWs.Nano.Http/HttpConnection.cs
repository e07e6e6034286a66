using System;

namespace EdgeWs.Nano.Http
{
    /// <summary>
    /// A guest of a host: request, answer, and again, until it ends or becomes a channel of a <see cref="WsServer"/>.
    /// </summary>
    internal sealed class HttpConnection : Guest
    {
        // How long a client of HTTP/1.0 may take to close: it reads to the end of the connection, and so waits for this side to end it.
        private const int OldTime = 2000;

        private static readonly byte[] s_noBody = new byte[0];

        private readonly HttpHost _host;
        private readonly HttpHostOptions _options;
        private HttpRequest _request;
        private HttpBody _body;
        private HttpAnswer _answer;
        private Action _completed;
        private string _fields;

        // How long the client may take to close behind the answer; 0 where another request may follow.
        private int _lingerTime;

        internal HttpConnection(HttpHost host, Admission admission, Transport transport)
            : base(admission, transport, host.Options.RequestTimeout)
        {
            _host = host;
            _options = host.Options;
        }

        internal override int HeadTime => _options.RequestTimeout;

        internal override int MaxHeadSize => _options.MaxHeadSize;

        public override bool Wait(int milliseconds)
        {
            // What the client sends meanwhile stays unread, and would end every wait at once.
            return _answer == null && base.Wait(milliseconds);
        }

        internal override void OnReceived(ByteCursor input, int now)
        {
            if (Stage == Admission.Body)
            {
                ReadBody(input);
                return;
            }

            if (Stage == Admission.Idle)
            {
                _deadline = now + _options.RequestTimeout;
            }

            base.OnReceived(input, now);
        }

        internal override void OnRequest(HttpRequest request, ByteCursor input)
        {
            if (!_host.IsListening)
            {
                // A client that was taking its answer when the host stopped, and asks again.
                Refuse(503, null);
                return;
            }

            if (_options.Hosts != null && !HttpOrigin.IsForUs(request, _options))
            {
                Refuse(421, null);
                return;
            }

            WsServer server = request.Headers.HasToken("Upgrade", "websocket") ? _host.Find(request.Path) : null;
            if (server != null)
            {
                server.Answer(this, request, input);
                return;
            }

            _fields = string.Empty;
            if (_options.Origins != null && !HttpOrigin.IsWelcome(request, _options, Transport.IsSecure, out _fields))
            {
                Refuse(403, null);
                return;
            }

            int result = HttpBody.Begin(request, _options.MaxBodySize, out _body);
            if (result > HttpHead.Complete)
            {
                Refuse(result, null);
                return;
            }

            _request = request;
            if (result == HttpHead.Complete)
            {
                Handle(s_noBody, input);
                return;
            }

            Enter(Admission.Body, Scheduler.Now);
            if (request.Headers.HasToken("Expect", "100-continue") && !request.IsOld && input.Position == input.End)
            {
                Send(Payload.FromText("HTTP/1.1 100 Continue\r\n\r\n"));
            }

            ReadBody(input);
        }

        internal override void OnDoorClosed()
        {
            if (Stage == Admission.Head || Stage == Admission.Body)
            {
                Refuse(503, null);
            }
            else if (Stage != Admission.Answer && Transport.CanSend)
            {
                // Who has most of an answer to take still keeps its time for that.
                Close();
            }
        }

        internal override void Refuse(int status, string headers)
        {
            _request = null;
            _body = null;
            base.Refuse(status, headers);
        }

        internal override void Leave()
        {
            base.Leave();
            EndAnswer();
        }

        private void ReadBody(ByteCursor input)
        {
            int result = _body.Append(input);
            if (result == HttpHead.Complete)
            {
                Handle(_body.ToArray(), input);
            }
            else if (result != HttpHead.Incomplete)
            {
                Refuse(result, null);
            }
        }

        /// <summary>Has the program answer the request, which is complete.</summary>
        private void Handle(byte[] body, ByteCursor input)
        {
            HttpRequest request = _request;
            _request = null;
            _body = null;

            // A client that sends its next request without waiting for the answer gets this one only, and is told so.
            bool isMore = input.Position < input.End;
            Stage = Admission.Answer;
            HttpExchange exchange = new HttpExchange(_host, request, body, Transport, _fields);
            string preflight = _fields.Length == 0 ? null : HttpOrigin.Preflight(request);
            if (preflight == null)
            {
                _host.Raise(exchange);
            }
            else
            {
                exchange.AddOwnHeaders(preflight);
                exchange.Respond(204);
            }

            _completed = exchange.Completed;
            if (request.IsOld && exchange.HasUnknownLength)
            {
                // Only the end of the connection could tell its end, and that must be the client's.
                exchange.Fail(505);
            }

            bool isLast = isMore || request.IsOld || request.Headers.HasToken("Connection", "close")
                || _options.KeepAliveTimeout == 0 || !_host.IsListening || Admission.IsFull;
            _answer = exchange.ToAnswer(Resources.Pool, isLast);
            _lingerTime = !isLast ? 0 : request.IsOld ? OldTime : _options.SendTimeout;

            // The handler may have taken its time.
            int now = Scheduler.Now;
            Since = now;
            _deadline = now + _options.SendTimeout;
            SendAnswer(now);
        }

        internal override int SendAnswer(int now)
        {
            int sent;
            try
            {
                sent = _answer.Send(Transport);
            }
            catch (Exception e)
            {
                // The program's source.
                Scheduler.Report(_host, e);
                sent = Transport.Broken;
            }

            if (sent == Transport.Broken)
            {
                Abort();
                return PollResult.Worked;
            }

            if (sent > 0)
            {
                // Every byte taken buys a millisecond, but none in advance.
                Since = Since + sent - now > 0 ? now : Since + sent;
                _deadline = now + _options.SendTimeout;
            }

            if (_answer.IsDone)
            {
                EndAnswer();
                if (_lingerTime > 0)
                {
                    Linger(_lingerTime, _options.SendTimeout);
                }
                else
                {
                    Stage = Admission.Idle;
                    Since = now;
                    _deadline = now + _options.KeepAliveTimeout;
                }

                return PollResult.Worked;
            }

            if (now - _deadline >= 0)
            {
                Abort();
            }

            return sent > 0 ? PollResult.Worked : PollResult.Waiting;
        }

        private void EndAnswer()
        {
            _answer?.Release();
            _answer = null;
            Action completed = _completed;
            if (completed == null)
            {
                return;
            }

            _completed = null;
            try
            {
                completed();
            }
            catch (Exception e)
            {
                Scheduler.Report(_host, e);
            }
        }
    }
}
