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
        // What the reading thread tells the polling one.
        private const int InHead = 0;
        private const int InBody = 1;
        private const int Over = 2;

        // By how much a body grows whose length is not known.
        private const int PieceSize = 1024;

        private readonly HttpHost _host;
        private readonly Socket _socket;
        private int _stage;

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

        /// <summary>Whether there is a thread that reads it, or was.</summary>
        internal bool IsBeingRead { get; private set; }

        /// <summary>Since when.</summary>
        internal int ReadSince { get; private set; }

        /// <summary>Whether there is a thread that reads it and is not at the end of its head.</summary>
        internal bool IsReadingHead => IsBeingRead && Stage == InHead;

        /// <summary>Whether it has been read, so that what follows is known.</summary>
        internal bool IsRead => Stage == Over;

        private int Stage => Interlocked.CompareExchange(ref _stage, 0, 0);

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

        /// <summary>Whether there is more than the end of the connection.</summary>
        internal bool HasBytes()
        {
            try
            {
                return _socket.Available > 0;
            }
            catch (SocketException)
            {
                return false;
            }
            catch (ObjectDisposedException)
            {
                return false;
            }
        }

        /// <summary>Begins to read; <see cref="HttpHost.OnThreadEnded"/> follows in any case.</summary>
        internal void BeginRead(int now)
        {
            new Thread(Run).Start();
            ReadSince = now;
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

            // Nothing here takes memory, of which there may be none: a thread that was never counted out would be missing for ever.
            Interlocked.Exchange(ref _stage, Over);
            _host.OnThreadEnded();
        }

        private void Read()
        {
            HttpListenerRequest request = Context.Request;
            Interlocked.Exchange(ref _stage, InBody);
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
            if (request.Headers["Transfer-Encoding"] != null)
            {
                return ReadChunks(request.InputStream, limit);
            }

            bool hasBody = request.Headers["Content-Length"] != null;
            long size = hasBody ? request.ContentLength64 : 0;
            if (size < 0 || size > limit)
            {
                return size < 0 ? 400 : 413;
            }

            byte[] body = new byte[(int)size];
            if (Fill(request.InputStream, body) < body.Length)
            {
                return 400;
            }

            Body = body;
            return 200;
        }

        private int ReadChunks(Stream input, int limit)
        {
            byte[] body = new byte[0];
            byte[] piece = new byte[PieceSize];
            int read;
            do
            {
                read = Fill(input, piece);
                int length = body.Length;
                if (read > limit - length)
                {
                    return 413;
                }

                byte[] longer = new byte[length + read];
                Array.Copy(body, 0, longer, 0, length);
                Array.Copy(piece, 0, longer, length, read);
                body = longer;
            }
            while (read == PieceSize);

            Body = body;
            return 200;
        }

        /// <summary>Reads until a buffer is full or the body is over.</summary>
        private static int Fill(Stream input, byte[] buffer)
        {
            int length = 0;
            int read = 1;
            while (length < buffer.Length && read > 0)
            {
                read = input.Read(buffer, length, buffer.Length - length);
                length += read;
            }

            return length;
        }
    }
}
