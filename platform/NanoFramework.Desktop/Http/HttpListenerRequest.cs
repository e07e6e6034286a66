using System.IO;
using System.Net.Sockets;

namespace System.Net
{
    /// <summary>A request as nanoFramework's System.Net.Http reads it.</summary>
    public class HttpListenerRequest
    {
        // The most that all header fields may take.
        private const int MaxHeaders = 4096;

        private readonly InputNetworkStreamWrapper _input;

        internal HttpListenerRequest(InputNetworkStreamWrapper input)
        {
            _input = input;
        }

        public string HttpMethod { get; private set; }

        public string RawUrl { get; private set; }

        public Version ProtocolVersion { get; private set; }

        public WebHeaderCollection Headers { get; } = new WebHeaderCollection();

        public long ContentLength64 { get; private set; } = -1;

        public Stream InputStream => _input;

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
            int left = MaxHeaders;
            while ((line = _input.ReadField()).Length > 0)
            {
                left -= line.Length;
                int colon = line.IndexOf(':');
                if (left < 0 || colon < 0)
                {
                    throw new ProtocolViolationException();
                }

                Headers.Add(line.Substring(0, colon).Trim(), line.Substring(colon + 1).Trim());
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
