using System;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Security.Cryptography;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace EdgeWs.Cli
{
    /// <summary>The opening handshake of a client, RFC 6455 section 4.1, on .NET's HTTP stack.</summary>
    internal static class RawHandshake
    {
        /// <summary>Returns the stream in which frames follow.</summary>
        /// <exception cref="CliException">The server refused, or its answer is wrong.</exception>
        /// <exception cref="HttpRequestException">There was no answer.</exception>
        internal static async Task<Stream> RunAsync(HttpMessageInvoker http, ConnectionSettings settings, CancellationToken cancellation)
        {
            string key = Convert.ToBase64String(RandomNumberGenerator.GetBytes(16));
            HttpRequestMessage request = CreateRequest(settings, key);
            HttpResponseMessage response = await http.SendAsync(request, cancellation);
            if (response.StatusCode != HttpStatusCode.SwitchingProtocols)
            {
                using (response)
                {
                    throw HandshakeFailure.OfStatus(response.StatusCode, name => HeaderOf(response, name), settings.Url);
                }
            }

            // The stream owns the connection from here on.
            Stream stream = await response.Content.ReadAsStreamAsync(cancellation);
            string problem = FindProblem(response, key, settings.Subprotocols);
            if (problem != null)
            {
                await stream.DisposeAsync();
                throw HandshakeFailure.OfAnswer(problem);
            }

            return stream;
        }

        private static HttpRequestMessage CreateRequest(ConnectionSettings settings, string key)
        {
            HttpRequestMessage request = new HttpRequestMessage(HttpMethod.Get, settings.Url);
            foreach (string name in settings.Headers.AllKeys)
            {
                request.Headers.TryAddWithoutValidation(name, settings.Headers[name]);
            }

            request.Headers.TryAddWithoutValidation("Connection", "Upgrade");
            request.Headers.TryAddWithoutValidation("Upgrade", "websocket");
            request.Headers.TryAddWithoutValidation("Sec-WebSocket-Version", "13");
            request.Headers.TryAddWithoutValidation("Sec-WebSocket-Key", key);
            if (settings.Subprotocols.Length > 0)
            {
                request.Headers.TryAddWithoutValidation("Sec-WebSocket-Protocol", string.Join(", ", settings.Subprotocols));
            }

            return request;
        }

        private static string FindProblem(HttpResponseMessage response, string key, string[] subprotocols)
        {
            string subprotocol = HeaderOf(response, "Sec-WebSocket-Protocol");
            return !string.Equals(HeaderOf(response, "Upgrade"), "websocket", StringComparison.OrdinalIgnoreCase) ? "Upgrade is not websocket"
                : !response.Headers.Connection.Contains("upgrade", StringComparer.OrdinalIgnoreCase) ? "Connection is not Upgrade"
                : HeaderOf(response, "Sec-WebSocket-Accept") != AcceptOf(key) ? "Sec-WebSocket-Accept is wrong"
                : HeaderOf(response, "Sec-WebSocket-Extensions") != null ? "it names an extension that edgews did not offer"
                : subprotocol != null && !subprotocols.Contains(subprotocol) ? $"it chose the subprotocol {subprotocol}, which edgews did not offer"
                : null;
        }

        private static string AcceptOf(string key)
        {
            return Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11")));
        }

        private static string HeaderOf(HttpResponseMessage response, string name)
        {
            return response.Headers.TryGetValues(name, out var values) ? string.Join(", ", values) : null;
        }
    }
}
