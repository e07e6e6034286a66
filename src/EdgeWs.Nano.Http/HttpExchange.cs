using System;
using System.Net;

namespace EdgeWs.Nano.Http
{
    /// <summary>An HTTP request that has arrived whole, and its answer. Valid until the handler returns.</summary>
    public sealed class HttpExchange
    {
        private readonly HttpHost _host;
        private readonly HttpRequest _request;
        private readonly Transport _transport;
        private readonly byte[] _body;
        private string _headers;
        private int _status;
        private byte[] _content;
        private HttpContentReader _reader;
        private Action _completed;
        private int _length;

        /// <param name="host">Whom it was sent to.</param>
        /// <param name="request">The request.</param>
        /// <param name="body">Its body.</param>
        /// <param name="transport">Its connection.</param>
        /// <param name="headers">Header lines that the answer has whatever the handler says.</param>
        internal HttpExchange(HttpHost host, HttpRequest request, byte[] body, Transport transport, string headers)
        {
            _host = host;
            _request = request;
            _body = body;
            _transport = transport;
            _headers = headers;
        }

        /// <summary>The method, such as <c>GET</c>.</summary>
        public string Method => _request.Method;

        /// <summary>The path that the client asked for, as it was sent.</summary>
        public string Path => _request.Path;

        /// <summary>What followed the question mark after the path; empty when nothing did.</summary>
        public string Query => _request.Query;

        /// <summary>The header fields of the request.</summary>
        public WsHeaders Headers => _request.Headers;

        /// <summary>The body of the request; an empty array when it has none.</summary>
        public byte[] Body => _body;

        /// <summary>The address of the client; null where the connection has none.</summary>
        public IPEndPoint RemoteEndPoint => _transport.RemoteEndPoint;

        /// <summary>Whether the connection is encrypted.</summary>
        public bool IsSecure => _transport.IsSecure;

        /// <summary>Whether the client takes content that is compressed with gzip: add <c>Content-Encoding: gzip</c> then, and <c>Vary: Accept-Encoding</c>.</summary>
        public bool AcceptsGzip => _request.Headers.HasToken("Accept-Encoding", "gzip");

        /// <summary>The name that the client shows by Basic authentication, RFC 7617; null if it shows none. Anybody can show any name: see <see cref="HasCredentials"/>.</summary>
        public string UserName => BasicCredentials.NameIn(Headers);

        /// <summary>Whether the client shows this name and password by Basic authentication: see <see cref="WsHandshake.HasCredentials"/>.</summary>
        /// <exception cref="ArgumentNullException">An argument is null.</exception>
        /// <exception cref="ArgumentException">There is a colon in the name.</exception>
        public bool HasCredentials(string name, string password)
        {
            return BasicCredentials.Match(Headers, name, password);
        }

        /// <summary>Adds a header field to the answer, before it is given.</summary>
        /// <param name="field">Name, colon, value, such as <c>Cache-Control: max-age=3600</c>.</param>
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

        /// <summary>Answers with 304 if the client has this content already, which it then need not be sent; otherwise gives the answer the tag by which the client asks next time.</summary>
        /// <param name="tag">A name for this version of the content, in quotes as RFC 7232 wants it: <c>"\"v1\""</c>.</param>
        /// <returns>True when the request is answered.</returns>
        /// <exception cref="ArgumentNullException"><paramref name="tag"/> is null.</exception>
        /// <exception cref="ArgumentException">It is not in quotes, or makes no well-formed field.</exception>
        /// <exception cref="InvalidOperationException">There is an answer already.</exception>
        public bool TryNotModified(string tag)
        {
            Check.NotNull(tag);
            Check.Argument(tag.Length > 2 && tag[0] == '"' && tag[tag.Length - 1] == '"', Words.Tag);
            AddHeader("ETag: " + tag);

            // In its quotes it cannot be part of another one; a W before it makes no difference here: RFC 9110 section 13.1.2.
            string known = _request.Headers["If-None-Match"] ?? string.Empty;
            if (known != "*" && known.IndexOf(tag) < 0)
            {
                return false;
            }

            Respond(304);
            return true;
        }

        /// <summary>Answers the request. The answer goes out after the handler has returned, without holding the loop.</summary>
        /// <param name="status">The HTTP status, from 200 to 599.</param>
        /// <param name="contentType">What the content is, such as <c>text/html</c>; null for no content.</param>
        /// <param name="content">The content; null for none. Not copied: it must not be changed until it is sent.</param>
        /// <exception cref="ArgumentOutOfRangeException">The status is not in that range.</exception>
        /// <exception cref="ArgumentException">The type is not well-formed; or there is content with 204 or 304, which have none.</exception>
        /// <exception cref="InvalidOperationException">There is an answer already.</exception>
        public void Respond(int status, string contentType = null, byte[] content = null)
        {
            Begin(status, contentType, content == null ? 0 : content.Length);
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

        /// <summary>Answers the request with a status and a text.</summary>
        /// <param name="status">The HTTP status, from 200 to 599.</param>
        /// <param name="contentType">What the text is, such as <c>text/plain</c>.</param>
        /// <param name="text">The text.</param>
        /// <exception cref="ArgumentNullException"><paramref name="text"/> is null.</exception>
        /// <exception cref="ArgumentOutOfRangeException">The status is not in that range.</exception>
        /// <exception cref="ArgumentException">The type is not well-formed; or the status is 204 or 304, which have no content.</exception>
        /// <exception cref="InvalidOperationException">There is an answer already.</exception>
        public void Respond(int status, string contentType, string text)
        {
            Respond(status, contentType, Payload.FromText(text));
        }

        /// <summary>Answers the request with content that is read piece by piece while it goes out, so that it need not fit in memory.</summary>
        /// <param name="status">The HTTP status, from 200 to 599.</param>
        /// <param name="contentType">What the content is, such as <c>text/html</c>.</param>
        /// <param name="reader">
        /// Gives the next piece whenever the client takes one, after the handler has returned; not at all when the request is a HEAD. What it
        /// throws ends the connection.
        /// </param>
        /// <param name="length">How many bytes it will give; negative for nobody knows, to its end. Clients of HTTP/1.0, who need to know, are answered 505 then.</param>
        /// <param name="completed">Called once when the reader is needed no more, also when the client is gone; null for nothing.</param>
        /// <exception cref="ArgumentNullException"><paramref name="reader"/> is null.</exception>
        /// <exception cref="ArgumentOutOfRangeException">The status is not in that range.</exception>
        /// <exception cref="ArgumentException">The type is not well-formed; or the status is 204 or 304, which have no content.</exception>
        /// <exception cref="InvalidOperationException">There is an answer already.</exception>
        public void RespondFrom(int status, string contentType, HttpContentReader reader, int length = -1, Action completed = null)
        {
            Check.NotNull(reader);
            Begin(status, contentType, length < 0 ? -1 : length);
            _reader = reader;
            _completed = completed;
        }

        /// <summary>What is to be called when the reader is needed no more; null for nothing.</summary>
        internal Action Completed => _completed;

        /// <summary>Adds header lines that a program may not.</summary>
        internal void AddOwnHeaders(string lines)
        {
            _headers += lines;
        }

        /// <summary>Whether nobody knows how long the content is.</summary>
        internal bool HasUnknownLength => _length < 0;

        /// <summary>Forgets the answer and takes this one.</summary>
        internal void Fail(int status)
        {
            _status = 0;
            _headers = string.Empty;
            _reader = null;
            Respond(status);
        }

        /// <summary>Makes the answer that was given, or 404.</summary>
        /// <param name="pool">For a buffer.</param>
        /// <param name="isLast">Whether the connection ends behind it.</param>
        internal HttpAnswer ToAnswer(BufferPool pool, bool isLast)
        {
            if (_status == 0)
            {
                Respond(404);
            }

            // The reason phrase may be empty, and no client reads it: RFC 7230 section 3.1.2.
            int told = MayHaveContent(_status) ? _length : -1;
            string head = (isLast ? "HTTP/1.1 200 \r\nConnection: close\r\n" : "HTTP/1.1 200 \r\n") + _headers
                + (_length < 0 ? "Transfer-Encoding: chunked\r\n\r\n" : told < 0 ? "\r\n" : "Content-Length: ");
            HttpAnswer answer = new HttpAnswer(pool, head, _status, told);
            if (_length != 0 && _request.Method != "HEAD")
            {
                answer.Add(_content, _reader, _length);
            }

            return answer;
        }

        /// <summary>Whether an answer with this status has content. Where there is none there must not be its length either: RFC 7230 section 3.3.2.</summary>
        private static bool MayHaveContent(int status)
        {
            return status != 204 && status != 304;
        }

        private void Begin(int status, string contentType, int length)
        {
            if (status < 200 || status > 599)
            {
                Check.Within(200, status, 599);
            }

            RequireNoAnswer();
            Check.Argument(length == 0 || MayHaveContent(status), Words.NoContent);
            if (contentType != null)
            {
                if (contentType != _host.KnownType)
                {
                    // A text in its place is a mistake that nobody would see.
                    Check.Argument(contentType.IndexOf('/') > 0, Words.ContentType);
                    _host.KnownType = HttpField.Value(contentType);
                }

                _headers = _headers + "Content-Type: " + contentType + "\r\n";
            }

            _length = length;
            _status = status;
        }

        private void RequireNoAnswer()
        {
            if (_status != 0)
            {
                Check.State(false, Words.Answered);
            }
        }
    }
}
