using System;
using System.Collections;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Threading;

namespace EdgeWs.Nano.Http
{
    /// <summary>
    /// An HTTP server driven by a scheduler: requests for WebSockets go to <see cref="WsServer"/>s by their path, all others to one
    /// handler on the thread that polls. It wraps an <see cref="HttpListener"/>, whose waiting it keeps on threads of its own.
    /// </summary>
    /// <remarks>
    /// All members are to be used on the thread that polls. While it listens it has two threads; reading requests takes up to
    /// <see cref="HttpHostOptions.MaxThreads"/> more. A connection ends after its answer.
    /// </remarks>
    public sealed class HttpHost : IoPollable
    {
        // How soon to try again when the platform has given up listening, as it does when no socket is free for a while.
        private const int RestartTime = 1000;

        // How long a client may keep its place before its request has arrived even while others want it.
        private const int LeastTime = 1000;

        private readonly IPEndPoint _endPoint;
        private readonly ArrayList _servers = new ArrayList();
        private readonly ArrayList _requests = new ArrayList();
        private HttpListener _listener;
        private int _restart;
        private int _answers;
        private int _threads;

        private HttpHost(IPEndPoint endPoint, HttpHostOptions options)
        {
            _endPoint = endPoint;
            Options = options;
            Scheduler = options.Scheduler ?? IoSched.Default;
        }

        /// <summary>A request arrived that no <see cref="WsServer"/> took. When the handler does not answer it, or there is none, it is answered 404.</summary>
        /// <remarks>A handler that throws has it answered 500; see <see cref="IoScheduler.Error"/>.</remarks>
        public event HttpExchangeHandler Request;

        /// <summary>The options that the host was created with.</summary>
        public HttpHostOptions Options { get; }

        /// <summary>The port on which the host listens; -1 while it does not.</summary>
        public int Port => _listener == null ? -1 : _endPoint.Port;

        internal IoScheduler Scheduler { get; }

        /// <summary>Makes a host. It listens after <see cref="Start"/>.</summary>
        /// <param name="endPoint">The address and port to listen on. The port is not 0: the platform does not tell which one it chose.</param>
        /// <param name="options">Limits and deadlines; the defaults when null.</param>
        /// <exception cref="ArgumentNullException"><paramref name="endPoint"/> is null.</exception>
        /// <exception cref="ArgumentOutOfRangeException">The port is 0.</exception>
        /// <exception cref="NotSupportedException">System.Net.Http is of a version that this library does not know.</exception>
        public static HttpHost Create(IPEndPoint endPoint, HttpHostOptions options = null)
        {
            Check.NotNull(endPoint);
            Check.AtLeast(1, endPoint.Port);
            ListenerInternals.Check(typeof(HttpListenerContext));
            return new HttpHost(endPoint, options ?? new HttpHostOptions());
        }

        /// <summary>Has a server take the requests for WebSockets at its path. Of two with one path the first does.</summary>
        /// <exception cref="ArgumentNullException"><paramref name="server"/> is null.</exception>
        public void Add(WsServer server)
        {
            _servers.Add(Check.NotNull(server));
        }

        /// <summary>Ends what <see cref="Add"/> began. The server keeps its channels.</summary>
        public void Remove(WsServer server)
        {
            _servers.Remove(server);
        }

        /// <summary>Begins to listen.</summary>
        /// <returns>False when the host listens already, the port is in use, no socket is free, or the address is not one of the device's own.</returns>
        public bool Start()
        {
            if (_listener != null || !Listen())
            {
                return false;
            }

            Scheduler.Add(this);
            return true;
        }

        /// <summary>
        /// Ends listening at once, and refuses with 503 whose requests have not arrived whole. Answers are still sent, and the
        /// servers keep their channels.
        /// </summary>
        public void Stop()
        {
            if (_listener == null)
            {
                return;
            }

            HttpListener listener = _listener;
            _listener = null;
            Scheduler.Remove(this);
            listener.Close();
            while (_requests.Count > 0)
            {
                Refuse((PendingRequest)_requests[0], 503);
            }
        }

        internal override int Poll(int now)
        {
            if (_listener.IsListening)
            {
                _restart = now;
            }
            else if (now - _restart >= 0)
            {
                Listen();
            }

            int result = Idle;
            int reading = 0;
            PendingRequest read = null;
            for (int i = _requests.Count - 1; i >= 0; i--)
            {
                PendingRequest request = (PendingRequest)_requests[i];
                if (request.IsRead)
                {
                    read = request;
                }
                else if (now - request.Deadline >= 0)
                {
                    Refuse(request, 408);
                    result = Worked;
                }
                else if (request.IsBeingRead)
                {
                    // That it has been read ends no wait.
                    reading++;
                    result = result == Worked ? Worked : Waiting;
                }
            }

            if (read != null)
            {
                Take(read);
                result = Worked;
            }

            return BeginReads(now, reading) ? Worked : result;
        }

        internal override bool Wait(int milliseconds)
        {
            return false;
        }

        internal override void Fault()
        {
            // An exception such as one of memory: the request is looked at again, until its deadline.
        }

        /// <summary>The thread of a request is at its end, which is where this is called.</summary>
        internal void OnThreadEnded()
        {
            Interlocked.Decrement(ref _threads);
        }

        /// <summary>Has an answer go out.</summary>
        internal void Begin(HttpAnswer answer)
        {
            Scheduler.Add(answer);
            _answers++;
        }

        internal void OnAnswerEnded(HttpAnswer answer)
        {
            Scheduler.Remove(answer);
            _answers--;
        }

        /// <param name="now">The time.</param>
        /// <param name="reading">How many are being read; a thread more belongs to one that was refused, and is about to end.</param>
        private bool BeginReads(int now, int reading)
        {
            bool hasBegun = false;

            // From the first on: none is to be overtaken for ever.
            for (int i = 0; i < _requests.Count; i++)
            {
                PendingRequest request = (PendingRequest)_requests[i];
                if (request.IsBeingRead || !request.IsReadable())
                {
                    continue;
                }

                if (_threads >= Options.MaxThreads)
                {
                    return (reading >= _threads && request.HasBytes() && EndStalled(now)) || hasBegun;
                }

                request.BeginRead(now);
                Interlocked.Increment(ref _threads);
                hasBegun = true;
            }

            return hasBegun;
        }

        /// <summary>
        /// Ends the first request whose head does not get complete, for one that wants its thread. A head is small, and comes in one
        /// piece; a body may come as slowly as the network is.
        /// </summary>
        private bool EndStalled(int now)
        {
            for (int i = 0; i < _requests.Count; i++)
            {
                PendingRequest request = (PendingRequest)_requests[i];
                if (request.IsReadingHead && now - request.ReadSince >= LeastTime)
                {
                    Refuse(request, 408);
                    return true;
                }
            }

            return false;
        }

        private void Take(PendingRequest request)
        {
            _requests.Remove(request);
            try
            {
                Dispatch(request);
            }
            catch
            {
                // Out of memory: of 16 sockets none may wait for the garbage collector.
                ListenerInternals.Refuse(request.Context, 503);
                throw;
            }
        }

        private void Dispatch(PendingRequest request)
        {
            if (request.Status == 400)
            {
                ListenerInternals.Refuse(request.Context, 400);
                return;
            }

            for (int i = 0; i < _servers.Count; i++)
            {
                if (((WsServer)_servers[i]).TryUpgrade(request.Context))
                {
                    return;
                }
            }

            HttpExchange exchange = new HttpExchange(request.Context, request.Body);
            if (request.Status == 200)
            {
                Handle(exchange);
            }
            else
            {
                exchange.Respond(request.Status);
            }

            exchange.End(this);
        }

        private void Handle(HttpExchange exchange)
        {
            try
            {
                Request?.Invoke(this, exchange);
            }
            catch (Exception e)
            {
                Scheduler.Report(this, e);
                exchange.Fail(500);
            }
        }

        private void Refuse(PendingRequest request, int status)
        {
            _requests.Remove(request);
            ListenerInternals.Refuse(request.Context, status);
        }

        private bool Listen()
        {
            _restart = Scheduler.Now + RestartTime;
            bool isSecure = Options.Certificate != null;
            HttpListener listener = new HttpListener(isSecure ? "https" : "http", _endPoint.Port, _endPoint.Address);
            listener.HttpsCert = Options.Certificate;
            listener.SslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13;
            try
            {
                listener.Start();
                new Thread(() => Accept(listener)).Start();
                _listener = listener;
            }
            catch (SocketException)
            {
                // The port is in use, or no socket is free.
            }
            finally
            {
                if (_listener != listener)
                {
                    listener.Close();
                }
            }

            return _listener == listener;
        }

        /// <summary>Runs on a thread of its own for as long as the listener listens.</summary>
        private void Accept(HttpListener listener)
        {
            while (listener.IsListening)
            {
                HttpListenerContext context = null;
                try
                {
                    context = listener.GetContext();
                    if (context != null)
                    {
                        PostAccepted(listener, context);
                    }
                }
                catch (Exception)
                {
                    // Closed, which it may say in this way, or out of memory.
                    if (context != null)
                    {
                        ListenerInternals.Refuse(context, 503);
                    }
                }
            }
        }

        private void PostAccepted(HttpListener listener, HttpListenerContext context)
        {
            Scheduler.Post(() => OnAccepted(listener, context));
        }

        private void OnAccepted(HttpListener listener, HttpListenerContext context)
        {
            bool isTaken = false;
            try
            {
                if (listener == _listener && MakeRoom())
                {
                    _requests.Add(new PendingRequest(this, context, Scheduler.Now + Options.RequestTimeout));
                    isTaken = true;
                }
            }
            finally
            {
                if (!isTaken)
                {
                    ListenerInternals.Refuse(context, 503);
                }
            }
        }

        /// <summary>Whether there is room for one more client. One that had its time makes way: best one that says nothing.</summary>
        private bool MakeRoom()
        {
            if (_requests.Count + _answers < Options.MaxRequests)
            {
                return true;
            }

            PendingRequest slowest = null;
            int latest = Scheduler.Now + Options.RequestTimeout - LeastTime;
            for (int i = _requests.Count - 1; i >= 0; i--)
            {
                PendingRequest request = (PendingRequest)_requests[i];
                if (request.Deadline - latest <= 0
                    && !request.IsRead
                    && (request.IsBeingRead ? slowest == null || slowest.IsBeingRead : !request.IsReadable()))
                {
                    slowest = request;
                }
            }

            if (slowest != null)
            {
                Refuse(slowest, 408);
            }

            return slowest != null;
        }
    }
}
