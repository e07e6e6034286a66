using System.IO;
using System.Net.Sockets;
using System.Text;

namespace System.Net
{
    /// <summary>A request as nanoFramework's System.Net.Http reads it.</summary>
    public class HttpListenerRequest
    {
        private readonly InputNetworkStreamWrapper _input;
        private readonly int _maxHeaders;

        internal HttpListenerRequest(InputNetworkStreamWrapper input, int maxHeadersKilobytes)
        {
            _input = input;
            _maxHeaders = maxHeadersKilobytes == -1 ? int.MaxValue : maxHeadersKilobytes * 1024;
        }

        public string HttpMethod { get; private set; }

        public string RawUrl { get; private set; }

        public Version ProtocolVersion { get; private set; }

        public WebHeaderCollection Headers { get; private set; } = new WebHeaderCollection();

        public long ContentLength64 { get; private set; } = -1;

        /// <summary>Whether the field is just <c>keep-alive</c>; a list of more is taken for a no.</summary>
        public bool KeepAlive { get; private set; }

        public NetworkCredential Credentials { get; private set; }

        public Stream InputStream => _input;

        public string ContentType => Headers["Content-Type"];

        public string UserAgent => Headers["User-Agent"];

        public string[] AcceptTypes => Headers.GetValues("Accept");

        public string[] UserLanguages => Headers.GetValues("Accept-Language");

        public bool IsAuthenticated => false;

        public IPEndPoint LocalEndPoint => (IPEndPoint)_input.Socket.LocalEndPoint;

        public IPEndPoint RemoteEndPoint => (IPEndPoint)_input.Socket.RemoteEndPoint;

        public Uri Url => new Uri(RawUrl, UriKind.Relative);

        public string UserHostAddress => LocalEndPoint.Address.ToString();

        /// <summary>The name of the user agent, by a mistake of the platform.</summary>
        public string UserHostName => UserAgent;

        public void Reset()
        {
            Headers = new WebHeaderCollection();
            ContentLength64 = -1;
        }

        internal void Parse()
        {
            string line;
            try
            {
                line = _input.ReadLine().Trim();
            }
            catch (SocketException)
            {
                // Nothing is set then, which is how it shows.
                return;
            }

            ReadRequestLine(line.Split(' '));
            int left = _maxHeaders;
            while ((line = _input.ReadField()).Length > 0)
            {
                left -= line.Length;
                int colon = line.IndexOf(':');
                if (left < 0 || colon < 0)
                {
                    throw new ProtocolViolationException();
                }

                Add(line.Substring(0, colon).Trim(), line.Substring(colon + 1).Trim());
            }

            ReadLength(Headers["Content-Length"]);
        }

        private void ReadRequestLine(string[] parts)
        {
            if (parts.Length < 3)
            {
                throw new ProtocolViolationException();
            }

            HttpMethod = parts[0];
            RawUrl = parts[1];
            ProtocolVersion = parts[2].ToLowerInvariant() switch
            {
                "http/1.1" => HttpVersion.Version11,
                "http/1.0" => HttpVersion.Version10,
                _ => throw new ProtocolViolationException(),
            };
        }

        private void Add(string name, string value)
        {
            Headers.Add(name, value);
            string lower = value.ToLowerInvariant();
            if (name.Equals("Connection", StringComparison.OrdinalIgnoreCase))
            {
                KeepAlive = lower == "keep-alive";
            }
            else if (name.Equals("Authorization", StringComparison.OrdinalIgnoreCase) && lower.StartsWith("basic ", StringComparison.Ordinal))
            {
                string[] account = Encoding.UTF8.GetString(Convert.FromBase64String(value.Substring(6))).Split(':', 2);
                Credentials = account.Length == 2 ? new NetworkCredential(account[0], account[1]) : null;
            }
        }

        private void ReadLength(string text)
        {
            if (text == null)
            {
                return;
            }

            if (!int.TryParse(text, out int length))
            {
                throw new ProtocolViolationException();
            }

            ContentLength64 = length;
        }
    }
}
