using System;
using System.Buffers;
using System.CommandLine;
using System.Globalization;
using System.Linq;
using System.Net;

namespace EdgeWs.Cli
{
    /// <summary>The argument and the options that all commands share.</summary>
    internal sealed class ConnectionOptions
    {
        // RFC 9110 section 5.6.2.
        private static readonly SearchValues<char> s_tokenCharacters = SearchValues.Create(
            "!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

        private readonly Option<string[]> _headers = new Option<string[]>("--header", "-H")
        {
            Description = "A header field for the request. May be repeated.",
            HelpName = "NAME: VALUE",
            Recursive = true,
        };

        private readonly Option<string[]> _subprotocols = new Option<string[]>("--subprotocol")
        {
            Description = "A subprotocol to offer. May be repeated, the preferred one first.",
            HelpName = "NAME",
            Recursive = true,
        };

        private readonly Option<string> _origin = new Option<string>("--origin")
        {
            Description = "The origin to send, as a browser does for a page.",
            HelpName = "ORIGIN",
            Recursive = true,
        };

        private readonly Option<string> _proxy = new Option<string>("--proxy")
        {
            Description = "The HTTP proxy to go through (CONNECT); port 80 unless another is given.",
            HelpName = "[NAME:PASSWORD@]HOST[:PORT]",
            Recursive = true,
        };

        private readonly Option<bool> _isInsecure = new Option<bool>("--insecure", "-k")
        {
            Description = "wss: accept any certificate.",
            Recursive = true,
        };

        private readonly Option<string> _authorities = new Option<string>("--ca")
        {
            Description = "wss: trust these certificates (PEM) instead of the system's.",
            HelpName = "FILE",
            Recursive = true,
        };

        private readonly Option<string> _certificate = new Option<string>("--cert")
        {
            Description = "wss: the client's certificate (PEM).",
            HelpName = "FILE",
            Recursive = true,
        };

        private readonly Option<string> _key = new Option<string>("--key")
        {
            Description = "wss: the key of the client's certificate (PEM), unless the --cert file has it too.",
            HelpName = "FILE",
            Recursive = true,
        };

        private readonly Option<double> _timeout = Arguments.Number("--timeout", "Limit for each wait, in seconds.", 0.001, 86400, 10.0);

        internal Argument<string> Url { get; } = new Argument<string>("URL")
        {
            Description = "ws://[NAME:PASSWORD@]HOST[:PORT][/PATH] or wss://…; ws:// may be left out.",
        };

        internal void AddTo(RootCommand root)
        {
            _timeout.Recursive = true;
            foreach (Option option in new Option[]
            {
                _headers, _subprotocols, _origin, _proxy, _isInsecure, _authorities, _certificate, _key, _timeout,
            })
            {
                root.Add(option);
            }
        }

        /// <summary>Reads what the command line says.</summary>
        /// <exception cref="CliException">It makes no sense.</exception>
        internal ConnectionSettings Read(ParseResult line)
        {
            string certificate = line.GetValue(_certificate);
            string key = line.GetValue(_key);
            if (key != null && certificate == null)
            {
                throw new CliException(ExitCode.Usage, "--key needs --cert.");
            }

            string authorities = line.GetValue(_authorities);
            string proxy = line.GetValue(_proxy);
            Uri url = ReadUrl(line.GetValue(Url));
            NetworkCredential credential = UserInformation.Take(ref url);
            return new ConnectionSettings
            {
                Url = url,
                Headers = ReadHeaders(line.GetValue(_headers), line.GetValue(_origin), credential),
                Subprotocols = ReadSubprotocols(line.GetValue(_subprotocols)),
                Proxy = proxy == null ? null : ReadProxy(proxy),
                IsInsecure = line.GetValue(_isInsecure),
                Authorities = authorities == null ? null : Certificates.ReadAuthorities(authorities),
                ClientCertificate = certificate == null ? null : Certificates.ReadWithKey(certificate, key ?? certificate),
                Timeout = TimeSpan.FromSeconds(line.GetValue(_timeout)),
            };
        }

        private static Uri ReadUrl(string text)
        {
            string url = text.Contains("://", StringComparison.Ordinal) ? text : "ws://" + text;
            if (!Uri.TryCreate(url, UriKind.Absolute, out Uri uri) || uri.Host.Length == 0
                || (uri.Scheme != Uri.UriSchemeWs && uri.Scheme != Uri.UriSchemeWss))
            {
                throw new CliException(ExitCode.Usage, $"“{UserInformation.Hide(text)}” is not a ws:// or wss:// URL.");
            }

            // RFC 6455 section 3.
            return uri.Fragment.Length == 0
                ? uri
                : throw new CliException(ExitCode.Usage, $"“{UserInformation.Hide(text)}” has a fragment (#…). A WebSocket URL must not have one.");
        }

        private static WebProxy ReadProxy(string text)
        {
            if (text.Contains('/', StringComparison.Ordinal) || !Uri.TryCreate("http://" + text, UriKind.Absolute, out Uri uri)
                || uri.PathAndQuery != "/")
            {
                throw new CliException(ExitCode.Usage, $"--proxy: “{UserInformation.Hide(text)}” is not [NAME:PASSWORD@]HOST[:PORT].");
            }

            NetworkCredential credential = UserInformation.Take(ref uri);
            return new WebProxy(uri) { Credentials = credential };
        }

        private static string[] ReadSubprotocols(string[] names)
        {
            foreach (string name in names)
            {
                if (name.Length == 0 || name.AsSpan().ContainsAnyExcept(s_tokenCharacters) || names.Count(other => other == name) > 1)
                {
                    throw new CliException(ExitCode.Usage, $"--subprotocol: “{name}” is not a valid name, or appears twice.");
                }
            }

            return names;
        }

        private static WebHeaderCollection ReadHeaders(string[] lines, string origin, NetworkCredential credential)
        {
            WebHeaderCollection headers = new WebHeaderCollection();
            foreach (string line in lines)
            {
                int colon = line.IndexOf(':', StringComparison.Ordinal);
                if (colon < 1)
                {
                    throw new CliException(ExitCode.Usage, $"“{line}” is not a header field. Example: --header \"Authorization: Bearer abc\"");
                }

                AddHeader(headers, line[..colon].Trim(), line[(colon + 1)..].Trim());
            }

            if (origin != null)
            {
                AddHeader(headers, "Origin", origin);
            }

            if (credential != null)
            {
                if (headers["Authorization"] != null)
                {
                    throw new CliException(ExitCode.Usage, "The URL has credentials, and --header has Authorization: only one of them can be sent.");
                }

                AddHeader(headers, "Authorization", UserInformation.ToBasic(credential));
            }

            return headers;
        }

        private static void AddHeader(WebHeaderCollection headers, string name, string value)
        {
            string lower = name.ToLower(CultureInfo.InvariantCulture);
            if (lower is "connection" or "upgrade" || lower.StartsWith("sec-websocket-", StringComparison.Ordinal))
            {
                throw new CliException(ExitCode.Usage, $"You cannot set {name}: the handshake sets it.");
            }

            try
            {
                headers.Add(name, value);
            }
            catch (ArgumentException)
            {
                throw new CliException(ExitCode.Usage, $"“{name}: {value}” is not a header field.");
            }
        }
    }
}
