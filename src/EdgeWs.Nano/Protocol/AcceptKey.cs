using System;

namespace EdgeWs.Nano
{
    /// <summary>
    /// The key of the opening handshake and the answer to it: Sec-WebSocket-Key and Sec-WebSocket-Accept of
    /// RFC 6455 §1.3, §4.1 and §4.2.2.
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

        /// <summary>Tells whether a text can be a Sec-WebSocket-Key: the base64 form of 16 bytes.</summary>
        /// <param name="key">The text, or null for a request that has no key.</param>
        /// <returns>True for 22 digits of base64 and two signs of padding.</returns>
        /// <remarks>
        /// The 22nd digit carries only two bits of the nonce, and an encoder leaves the other four zero. They are not
        /// looked at: the server never decodes the key, RFC 4648 §3.5 leaves the check to the decoder, and some small
        /// clients send 22 random digits, whose handshake is as good a proof as any.
        /// </remarks>
        internal static bool IsValidKey(string key)
        {
            if (key == null || key.Length != 24)
            {
                return false;
            }

            int position = 0;

            foreach (char c in key.ToCharArray())
            {
                if (position++ < 22
                    ? !WsUrl.IsLetterOrDigit(c) && c != '+' && c != '/'
                    : c != '=')
                {
                    return false;
                }
            }

            return true;
        }

        /// <summary>Makes the Sec-WebSocket-Key of a client.</summary>
        /// <param name="random">The source of the 16 bytes.</param>
        /// <returns>The 24 characters of the key.</returns>
        internal static string CreateKey(Random random)
        {
            byte[] nonce = new byte[16];
            random.NextBytes(nonce);

            return Convert.ToBase64String(nonce);
        }
    }
}
