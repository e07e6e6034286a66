using System;

namespace EdgeWs.Nano
{
    /// <summary>
    /// A WebSocket URL taken apart (RFC 6455 §3): <c>ws://host[:port][/path][?query]</c>, or <c>wss:</c>.
    /// </summary>
    /// <remarks>
    /// System.Uri would bring 50 KB of System.Net.Http to the device, and it takes what RFC 6455 refuses.
    /// Nothing is decoded, and the case of the host is kept.
    /// </remarks>
    internal sealed class WsUrl
    {
        private const int SecureFlag = 0x10000;

        // Every field costs 12 bytes on the device, so what can be derived is.
        private readonly int _port;

        private WsUrl(string host, int port, string pathAndQuery)
        {
            Host = host;
            _port = port;
            PathAndQuery = pathAndQuery;
        }

        /// <summary>The name or address of the server, an IPv6 address without its brackets.</summary>
        internal readonly string Host;

        /// <summary>Gets the port: the one of the URL, or else 80 for ws and 443 for wss.</summary>
        internal int Port
        {
            get { return _port & ~SecureFlag; }
        }

        /// <summary>Gets a value indicating whether the scheme is wss.</summary>
        internal bool IsSecure
        {
            get { return _port >= SecureFlag; }
        }

        /// <summary>What the request line asks for: the path, and "?" and the query if there is one.</summary>
        internal readonly string PathAndQuery;

        /// <summary>Gets the value of the Host header: an IPv6 address in brackets, the port unless it is the default.</summary>
        internal string HostHeader
        {
            get
            {
                return Port == (IsSecure ? 443 : 80) ? Literal(Host) : Authority;
            }
        }

        /// <summary>Gets host and port, as a proxy is told them.</summary>
        internal string Authority
        {
            get { return Literal(Host) + ":" + Port.ToString(); }
        }

        /// <summary>Writes a host as it stands in a URL: an IPv6 address in brackets.</summary>
        internal static string Literal(string host)
        {
            return host.IndexOf(':') < 0 ? host : "[" + host + "]";
        }

        /// <summary>Takes a host apart, with or without a port.</summary>
        /// <exception cref="ArgumentException">It is none.</exception>
        internal static WsUrl ParseHost(string host)
        {
            Check.Argument(host.IndexOf('/') < 0 && host.IndexOf('?') < 0, Words.HostOnly);
            return Parse("ws://" + host);
        }

        /// <summary>Takes a URL apart.</summary>
        /// <param name="url">The URL.</param>
        /// <returns>Its parts.</returns>
        /// <exception cref="ArgumentNullException"><paramref name="url"/> is null.</exception>
        /// <exception cref="ArgumentException">
        /// The scheme is neither ws nor wss, the host is missing or has characters that no host has, the port is not
        /// in 1..65535, or there is user information, a fragment, a space, a control character or a character
        /// outside of ASCII.
        /// </exception>
        internal static WsUrl Parse(string url)
        {
            Check.NotNull(url);

            // An index into a string costs the device a walk from its start, an index into an array does not.
            char[] chars = url.ToCharArray();

            foreach (char c in chars)
            {
                // A fragment names a part of a document, and a WebSocket has none.
                Check.Argument(c > ' ' && c <= '~' && c != '#', Words.UrlCharacters);
            }

            int start = url.IndexOf('/');
            Check.Argument(start >= 0 && start + 2 < chars.Length && chars[start + 1] == '/', Words.UrlScheme);

            string scheme = url.Substring(0, start).ToLower();
            int port = scheme == "wss:" ? 443 | SecureFlag : 80;
            Check.Argument(port != 80 || scheme == "ws:", Words.UrlScheme);
            start += 2;

            int end = start;

            while (end < chars.Length && chars[end] != '/' && chars[end] != '?')
            {
                end++;
            }

            bool isLiteral = chars[start] == '[';

            if (isLiteral)
            {
                start++;
            }

            int colons = 0;
            int stop = start;

            // A user name, and a bracket in the wrong place, fail as characters that no host has.
            for (; stop < end && chars[stop] != (isLiteral ? ']' : ':'); stop++)
            {
                char c = chars[stop];

                if (c == ':')
                {
                    colons++;
                }
                else
                {
                    Check.Argument(c == '.' || (isLiteral
                        ? Ascii.IsLetterOrDigit(c) && (c | 0x20) <= 'f'
                        : Ascii.IsLetterOrDigit(c) || c == '-' || c == '_'), Words.UrlHost);
                }
            }

            Check.Argument(stop > start, Words.UrlHost);
            string host = url.Substring(start, stop - start);

            if (isLiteral)
            {
                // An IPv6 address has two colons at least: "::". The rest is for the resolver to refuse.
                Check.Argument(stop++ < end && colons > 1, Words.UrlHost);
            }

            if (stop < end)
            {
                Check.Argument(chars[stop] == ':', Words.UrlHost);

                // A colon without a number is allowed (RFC 3986 §3.2.3) and means the default port.
                if (++stop < end)
                {
                    int number = 0;

                    for (; stop < end; stop++)
                    {
                        int digit = chars[stop] - '0';
                        number = number * 10 + digit;
                        Check.Argument(digit >= 0 && digit <= 9 && number <= 65535, Words.UrlPort);
                    }

                    Check.Argument(number != 0, Words.UrlPort);
                    port = (port & SecureFlag) | number;
                }
            }

            string resource = url.Substring(end);

            if (end == chars.Length || chars[end] == '?')
            {
                resource = "/" + resource;
            }

            // An empty query leaves no question mark in the resource name (RFC 6455 §3).
            if (resource.IndexOf('?') == resource.Length - 1)
            {
                resource = resource.Substring(0, resource.Length - 1);
            }

            return new WsUrl(host, port, resource);
        }

        /// <summary>Tells whether the way to another URL is the way to this one.</summary>
        /// <param name="other">The other URL.</param>
        /// <returns>True for the same host, port and scheme.</returns>
        internal bool IsSameWay(WsUrl other)
        {
            return _port == other._port && Host.ToLower() == other.Host.ToLower();
        }

        /// <summary>Tells whether what is meant for a server may be told this one too: the same host on the same port, or on that of TLS instead of that without.</summary>
        /// <param name="other">The URL of that server.</param>
        /// <returns>True if so.</returns>
        internal bool IsAt(WsUrl other)
        {
            return Host.ToLower() == other.Host.ToLower() && (Port == other.Port || (Port == 443 && other.Port == 80 && IsSecure));
        }

        /// <summary>Makes the URL that a server of this one leads to, RFC 9110 section 10.2.2.</summary>
        /// <param name="location">What the server said, or null.</param>
        /// <returns>The URL; null when there is none, or the way would lead out of TLS.</returns>
        internal WsUrl Resolve(string location)
        {
            if (location == null)
            {
                return null;
            }

            int fragment = location.IndexOf('#');
            location = fragment < 0 ? location : location.Substring(0, fragment);
            string scheme = IsSecure ? "wss:" : "ws:";
            if (location.IndexOf("//") == 0)
            {
                location = scheme + location;
            }
            else if (location.IndexOf('/') == 0)
            {
                location = scheme + "//" + Authority + location;
            }
            else if (location.ToLower().IndexOf("http") == 0)
            {
                location = "ws" + location.Substring(4);
            }

            try
            {
                WsUrl next = Parse(location);
                return IsSecure && !next.IsSecure ? null : next;
            }
            catch (ArgumentException)
            {
                return null;
            }
        }
    }
}
