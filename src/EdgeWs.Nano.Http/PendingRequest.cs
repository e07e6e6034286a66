using System;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Threading;

namespace EdgeWs.Nano.Http
{
    /// <summary>
    /// A connection whose request has not arrived whole. The platform can only wait for it, so a short-lived thread does, from the
    /// first byte on.
    /// </summary>
    internal sealed class PendingRequest
    {
        private readonly HttpHost _host;
        private readonly Socket _socket;

        /// <exception cref="NotSupportedException">See <see cref="ListenerInternals.Check"/>.</exception>
        internal PendingRequest(HttpHost host, HttpListenerContext context, int deadline)
        {
            _host = host;
            _socket = ListenerInternals.SocketOf(context);
            Context = context;
            Deadline = deadline;
        }

        internal HttpListenerContext Context { get; }

        /// <summary>When it is to be refused.</summary>
        internal int Deadline { get; }

        /// <summary>Whether it is being read.</summary>
        internal bool IsBeingRead { get; private set; }

        /// <summary>The status with which to refuse the request; 200 when it is to be answered.</summary>
        internal int Status { get; private set; } = 400;

        /// <summary>The body of the request; null when it has not been read.</summary>
        internal byte[] Body { get; private set; }

        /// <summary>Whether there is something to read, be it the end of the connection.</summary>
        internal bool IsReadable()
        {
            try
            {
                return _socket.Poll(0, SelectMode.SelectRead);
            }
            catch (SocketException)
            {
                return true;
            }
            catch (ObjectDisposedException)
            {
                return true;
            }
        }

        /// <summary>Begins to read; <see cref="HttpHost.OnRead"/> follows in any case.</summary>
        internal void BeginRead()
        {
            new Thread(Run).Start();
            IsBeingRead = true;
        }

        private void Run()
        {
            try
            {
                Read();
            }
            catch (Exception)
            {
                // No HTTP, or the connection is over, be it because the deadline has passed.
            }

            _host.Scheduler.Post(() => _host.OnRead(this));
        }

        private void Read()
        {
            HttpListenerRequest request = Context.Request;
            if (request.RawUrl == null)
            {
                return;
            }

            // Behind the head of an upgrade there are frames already.
            Status = WsServerExtensions.AsksForWebSocket(request) ? 200 : ReadBody(request);
        }

        private int ReadBody(HttpListenerRequest request)
        {
            int limit = _host.Options.MaxBodySize;
            long size = request.ContentLength64;
            bool isChunked = request.Headers["Transfer-Encoding"] != null;
            if (isChunked)
            {
                // One byte more tells whether it is too large.
                size = limit + 1;
            }
            else if (request.Headers["Content-Length"] == null)
            {
                size = 0;
            }
            else if (size < 0)
            {
                return 400;
            }
            else if (size > limit)
            {
                return 413;
            }

            byte[] body = new byte[(int)size];
            int length = 0;
            while (length < body.Length)
            {
                int read = request.InputStream.Read(body, length, body.Length - length);
                if (read == 0)
                {
                    break;
                }

                length += read;
            }

            if (!isChunked)
            {
                Body = body;
                return length == body.Length ? 200 : 400;
            }

            if (length > limit)
            {
                return 413;
            }

            Body = new byte[length];
            Array.Copy(body, 0, Body, 0, length);
            return 200;
        }
    }
}
