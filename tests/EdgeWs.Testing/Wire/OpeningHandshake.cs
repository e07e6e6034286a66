using System;
using System.Security.Cryptography;
using System.Text;

namespace EdgeWs.Testing.Wire
{
    /// <summary>The texts of the opening handshake, RFC 6455 section 4. <see cref="HttpText"/> reads them.</summary>
    internal static class OpeningHandshake
    {
        /// <summary>The key of the example in section 1.3.</summary>
        internal const string SampleKey = "dGhlIHNhbXBsZSBub25jZQ==";

        /// <summary>The value of Sec-WebSocket-Accept for a key, section 4.2.2.</summary>
        internal static string AcceptOf(string key)
        {
            return Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11")));
        }

        /// <param name="resource">Path and query.</param>
        /// <param name="key">The client's key.</param>
        /// <param name="fields">Further fields, each with its line end.</param>
        internal static string CreateRequest(string resource, string key = SampleKey, string fields = "")
        {
            return "GET " + resource + " HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Key: " + key + "\r\nSec-WebSocket-Version: 13\r\n" + fields + "\r\n";
        }

        /// <param name="key">The key of the request.</param>
        /// <param name="fields">Further fields, each with its line end.</param>
        internal static string CreateAnswer(string key, string fields = "")
        {
            return "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Accept: " + AcceptOf(key) + "\r\n" + fields + "\r\n";
        }
    }
}
