namespace EdgeWs.Nano
{
    /// <summary>The server's side of the opening handshake, RFC 6455 section 4.2: judges a request and writes the answer.</summary>
    internal static class ServerHandshake
    {
        /// <summary>Switching protocols: the request is a valid opening handshake.</summary>
        internal const int Accepted = 101;

        /// <summary>The most subprotocols that a client may offer: each is a string for whoever asks for them.</summary>
        internal const int MaxProtocols = 32;

        /// <summary>The field in which a client offers subprotocols.</summary>
        internal const string Protocols = "Sec-WebSocket-Protocol";

        /// <summary>Judges a request to a path that is right.</summary>
        /// <returns><see cref="Accepted"/>, or the status with which to refuse: 400, 405 or 426.</returns>
        internal static int StatusFor(HttpRequest request)
        {
            WsHeaders headers = request.Headers;
            string length = headers.Short("Content-Length");
            if (!request.IsOld && request.Method != "GET")
            {
                return 405;
            }

            if (request.IsOld || headers.Find("Transfer-Encoding", 0) >= 0 || (length != null && length != "0"))
            {
                return 400;
            }

            if (!headers.HasToken("Upgrade", "websocket") || !headers.HasToken("Connection", "Upgrade"))
            {
                return 426;
            }

            string version = headers.Short("Sec-WebSocket-Version");
            if (version != null && version != "13")
            {
                return 426;
            }

            return version != null
                && IsValidKey(headers.Short("Sec-WebSocket-Key"))
                && (uint)headers.CountTokens(Protocols) <= MaxProtocols
                    ? Accepted
                    : 400;
        }

        /// <summary>The subprotocols that the client offers, in the order of its preference. They have been judged.</summary>
        internal static string[] OfferedProtocols(WsHeaders headers)
        {
            string[] names = new string[headers.CountTokens(Protocols)];
            for (int i = 0; i < names.Length; i++)
            {
                names[i] = headers.GetToken(Protocols, i);
            }

            return names;
        }

        /// <summary>Writes the answer that opens the connection, RFC 6455 section 4.2.2.</summary>
        internal static byte[] Accept(string key, string protocol)
        {
            string answer = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: "
                + AcceptKey.Compute(key) + "\r\n";
            if (protocol.Length > 0)
            {
                answer += Protocols + ": " + protocol + "\r\n";
            }

            return TextEncoding.Utf8.GetBytes(answer + "\r\n");
        }

        /// <summary>Writes the answer that refuses the request. The connection ends behind it.</summary>
        /// <param name="status">The HTTP status.</param>
        /// <param name="headers">Further header lines, each with its line end; may be null.</param>
        internal static byte[] Refuse(int status, string headers)
        {
            // The reason phrase may be empty, and no client reads it: RFC 7230 section 3.1.2.
            string answer = "HTTP/1.1 " + status.ToString() + " \r\nContent-Length: 0\r\n";
            if (status == 426)
            {
                answer += "Upgrade: websocket\r\nConnection: Upgrade, close\r\nSec-WebSocket-Version: 13\r\n";
            }
            else
            {
                answer += status == 405 ? "Allow: GET\r\nConnection: close\r\n" : "Connection: close\r\n";
            }

            return TextEncoding.Utf8.GetBytes(answer + headers + "\r\n");
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
                    ? !Ascii.IsLetterOrDigit(c) && c != '+' && c != '/'
                    : c != '=')
                {
                    return false;
                }
            }

            return true;
        }
    }
}
