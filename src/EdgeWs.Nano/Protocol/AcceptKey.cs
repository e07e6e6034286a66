using System;

namespace EdgeWs.Nano
{
    /// <summary>
    /// The answer to the key of an opening handshake: Sec-WebSocket-Accept of RFC 6455 §1.3, §4.1 and §4.2.2.
    /// </summary>
    internal static class AcceptKey
    {
        /// <summary>Computes the value of Sec-WebSocket-Accept.</summary>
        /// <param name="key">The value of Sec-WebSocket-Key, without white space around it.</param>
        /// <returns>The base64 text of the SHA-1 of the key and the GUID of RFC 6455.</returns>
        internal static string Compute(string key)
        {
            byte[] text = TextEncoding.Utf8.GetBytes(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11");

            return Convert.ToBase64String(Sha1.ComputeHash(text, 0, text.Length));
        }
    }
}
