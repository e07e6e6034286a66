using System;
using System.Collections.Generic;

namespace EdgeWs.Fuzz
{
    /// <summary>Writes opening handshakes of a client.</summary>
    internal static class RequestGenerator
    {
        private static readonly string[] s_lines =
        {
            "GET /chat HTTP/1.0", "GET /chat HTTP/1.1 ", "GET  /chat HTTP/1.1", "POST /chat HTTP/1.1", "GET /other HTTP/1.1",
            "GET http://example.com/chat HTTP/1.1", "GET http://example.com HTTP/1.1", "GET /chat?a=b?c HTTP/1.1", "GET chat HTTP/1.1",
            "get /chat HTTP/1.1", "GET /chat http/1.1", "GET /chat", "GET", " GET /chat HTTP/1.1", "GET /chat#x HTTP/1.1", "G(T /chat HTTP/1.1",
            "GET ://x/chat HTTP/1.1", "GET /chat?u=ws://x/y HTTP/1.1", "\u0016\u0003\u0001 HTTP/1.1", "GET /%63hat HTTP/1.1",
        };

        internal static void Write(ByteWriter writer, Random random)
        {
            byte[] nonce = random.OneIn(2) ? new byte[16] : random.Bytes(random.OneIn(12) ? random.Next(20) : 16);
            List<string> fields = new List<string>
            {
                "Host: server.example.com",
                "Upgrade: websocket",
                "Connection: Upgrade",
                "Sec-WebSocket-Key: " + Convert.ToBase64String(nonce),
                "Sec-WebSocket-Version: 13",
            };
            HeadGenerator.Write(writer, random, random.OneIn(6) ? random.Pick(s_lines) : "GET /chat HTTP/1.1", fields);
        }
    }
}
