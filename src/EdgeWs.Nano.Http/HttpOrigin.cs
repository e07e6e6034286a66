using System;

namespace EdgeWs.Nano.Http
{
    /// <summary>Whose requests are let through: by the name that was asked for, and by the page that asks. The Fetch standard's CORS protocol.</summary>
    internal static class HttpOrigin
    {
        /// <summary>Whether the host was asked for by a name of its own, as <see cref="HttpHostOptions.Hosts"/> lists them.</summary>
        internal static bool IsForUs(HttpRequest request, HttpHostOptions options)
        {
            return Array.IndexOf(options.Hosts, NameOf(request.Headers["Host"])) >= 0;
        }

        /// <summary>Whether the page that asks may: <see cref="HttpHostOptions.Origins"/> lists those of others.</summary>
        /// <param name="request">The request.</param>
        /// <param name="options">Which pages may.</param>
        /// <param name="isSecure">Whether the connection is encrypted.</param>
        /// <param name="fields">Header lines for the answer, which let the page read it; empty where none are needed.</param>
        internal static bool IsWelcome(HttpRequest request, HttpHostOptions options, bool isSecure, out string fields)
        {
            fields = string.Empty;
            string origin = request.Headers["Origin"];
            if (origin == null
                || origin == (isSecure ? "https://" : "http://") + request.Headers["Host"])
            {
                return true;
            }

            fields = "Access-Control-Allow-Origin: " + origin + "\r\nVary: Origin\r\n";
            return Array.IndexOf(options.Origins, origin) >= 0;
        }

        /// <summary>The header lines that answer a browser's question whether a page may send a request; null where there is no such question.</summary>
        internal static string Preflight(HttpRequest request)
        {
            string method = request.Headers["Access-Control-Request-Method"];
            if (request.Method != "OPTIONS" || method == null)
            {
                return null;
            }

            string names = request.Headers["Access-Control-Request-Headers"];
            return "Access-Control-Allow-Methods: " + method
                + (names == null ? "\r\n" : "\r\nAccess-Control-Allow-Headers: " + names + "\r\n");
        }

        /// <summary>A host without its port.</summary>
        private static string NameOf(string host)
        {
            int colon = host == null ? -1 : host.LastIndexOf(':');

            // The colons of an IPv6 address stand in brackets.
            return (colon < 0 || host.IndexOf(']', colon) >= 0 ? host : host.Substring(0, colon))?.ToLower();
        }
    }
}
