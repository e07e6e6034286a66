using System;
using System.Collections.Generic;

namespace EdgeWs.Fuzz
{
    /// <summary>Writes answers of a server.</summary>
    internal static class AnswerGenerator
    {
        private static readonly string[] s_lines =
        {
            "HTTP/1.1 101", "HTTP/1.1 101 ", "HTTP/1.1 101x", "HTTP/1.1 1011", "HTTP/1.1 200 OK", "HTTP/1.1 401 Unauthorized", "HTTP/1.1 099 x",
            "HTTP/1.1 301 Moved", "HTTP/1.1 503 ", "HTTP/1.1 10", "HTTP/1.1 1o1 x", "HTTP/1.0 101 Switching Protocols", "http/1.1 101 x", "HTTP/1.1",
            "HTTP/1.1  101 x", "ICY 200 OK", "(", "\u0015\u0003\u0003",
        };

        internal static void Write(ByteWriter writer, Random random)
        {
            List<string> fields = new List<string>
            {
                "Upgrade: websocket",
                "Connection: Upgrade",
                "Sec-WebSocket-Accept: " + ClientSession.AcceptPlaceholder,
            };
            HeadGenerator.Write(writer, random, random.OneIn(6) ? random.Pick(s_lines) : "HTTP/1.1 101 Switching Protocols", fields);
        }
    }
}
