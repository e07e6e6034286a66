using System;
using System.Net;
using System.Text;

namespace EdgeWs.Nano.Http
{
    /// <summary>An HTTP request that has arrived whole, and its answer. Valid until the handler returns.</summary>
    public sealed class HttpExchange
    {
        // For a body that is not read, and for what a client sends behind a request to upgrade.
        private const int LingerTime = 1000;

        private readonly bool _isRead;
        private string _headers = string.Empty;
        private string _head;
        private byte[] _content;

        /// <param name="context">The context; its request has been read.</param>
        /// <param name="body">The body; null when it was not read.</param>
        internal HttpExchange(HttpListenerContext context, byte[] body)
        {
            Context = context;
            _isRead = body != null;
            Body = body ?? new byte[0];
            Path = ServerHandshake.SplitTarget(context.Request.RawUrl, out string query);
            Query = query;
        }

        /// <summary>The platform's view of the request, with its header fields, and of the response.</summary>
        /// <remarks>
        /// An answer written to its <c>Response</c> instead of <see cref="Respond(int, string, byte[])"/> holds the loop until the client has
        /// taken it. What the stream of the request held is in <see cref="Body"/>.
        /// </remarks>
        public HttpListenerContext Context { get; }

        /// <summary>The method, such as <c>GET</c>.</summary>
        public string Method => Context.Request.HttpMethod;

        /// <summary>The path that the client asked for, as it was sent.</summary>
        public string Path { get; }

        /// <summary>What followed the question mark after the path; empty when nothing did.</summary>
        public string Query { get; }

        /// <summary>The body of the request; an empty array when it has none.</summary>
        public byte[] Body { get; }

        /// <summary>Adds a header field to the answer, before it is given.</summary>
        /// <param name="field">Name, colon, value, such as <c>Content-Encoding: gzip</c>.</param>
        /// <exception cref="ArgumentNullException"><paramref name="field"/> is null.</exception>
        /// <exception cref="ArgumentException">It is not one well-formed field, or one that the answer has anyway.</exception>
        /// <exception cref="InvalidOperationException">There is an answer already.</exception>
        public void AddHeader(string field)
        {
            RequireNoAnswer();
            string line = HttpField.Line((string)Check.NotNull(field));
            HttpField.RefuseOwn(field);
            _headers += line;
        }

        /// <summary>Answers the request. The answer goes out after the handler has returned, without holding the loop; then the connection ends.</summary>
        /// <param name="status">The HTTP status, from 200 to 599.</param>
        /// <param name="contentType">What the content is, such as <c>text/html</c>; null for no content.</param>
        /// <param name="content">The content; null for none. Not copied: it must not be changed until it is sent.</param>
        /// <exception cref="ArgumentOutOfRangeException">The status is not in that range.</exception>
        /// <exception cref="ArgumentException">The type is not well-formed; or there is content with 204 or 304, which have none.</exception>
        /// <exception cref="InvalidOperationException">There is an answer already.</exception>
        public void Respond(int status, string contentType = null, byte[] content = null)
        {
            if (status < 200 || status > 599)
            {
                throw new ArgumentOutOfRangeException();
            }

            RequireNoAnswer();
            string type = contentType == null ? string.Empty : HttpField.Line("Content-Type: " + contentType);
            int length = content == null ? 0 : content.Length;
            if (status != 204 && status != 304)
            {
                type += "Content-Length: " + length.ToString() + "\r\n";
            }
            else if (length > 0)
            {
                // Where there is no content there must not be its length either: RFC 7230 section 3.3.2.
                throw new ArgumentException();
            }

            // The reason phrase may be empty, and no client reads it: RFC 7230 section 3.1.2.
            _head = "HTTP/1.1 " + status.ToString() + " \r\nConnection: close\r\n" + type + _headers + "\r\n";
            _content = content;
        }

        /// <summary>Answers the request with 200 and a text.</summary>
        /// <param name="text">The text.</param>
        /// <param name="contentType">What the text is.</param>
        /// <exception cref="ArgumentNullException"><paramref name="text"/> is null.</exception>
        /// <exception cref="ArgumentException">The type is not well-formed.</exception>
        /// <exception cref="InvalidOperationException">There is an answer already.</exception>
        public void Respond(string text, string contentType = "text/plain; charset=utf-8")
        {
            Respond(200, contentType, Payload.FromText(text));
        }

        /// <summary>Forgets the answer and takes this one.</summary>
        internal void Fail(int status)
        {
            _head = null;
            _headers = string.Empty;
            Respond(status);
        }

        /// <summary>Sends the answer that was given, or 404, unless the handler did something else with the connection.</summary>
        internal void End(HttpHost host)
        {
            HttpListenerResponse response = Context.Response;
            if (response == null)
            {
                return;
            }

            if (response.HasStarted)
            {
                Context.Close();
                return;
            }

            if (_head == null)
            {
                Respond(404);
            }

            byte[] head = Encoding.UTF8.GetBytes(_head);
            byte[] content = Method == "HEAD" ? null : _content;
            Transport transport = ListenerInternals.Detach(Context, out _);
            try
            {
                host.Begin(new HttpAnswer(host, transport, head, content, _isRead ? 0 : LingerTime));
            }
            catch
            {
                // Out of memory: of 16 sockets none may wait for the garbage collector.
                transport.Close();
                throw;
            }
        }

        private void RequireNoAnswer()
        {
            if (_head != null)
            {
                throw new InvalidOperationException();
            }
        }
    }
}
