using System;
using System.Collections.Generic;
using EdgeWs.Testing.Wire;

namespace EdgeWs.Fuzz
{
    /// <summary>Writes opening handshakes, and does to their lines what peers do, allowed or not.</summary>
    internal static class HeadGenerator
    {
        private static readonly string[] s_requestLines =
        {
            "GET /chat HTTP/1.0", "GET /chat HTTP/1.1 ", "GET  /chat HTTP/1.1", "POST /chat HTTP/1.1", "GET /other HTTP/1.1",
            "GET http://example.com/chat HTTP/1.1", "GET http://example.com HTTP/1.1", "GET /chat?a=b?c HTTP/1.1", "GET chat HTTP/1.1",
            "get /chat HTTP/1.1", "GET /chat http/1.1", "GET /chat", "GET", " GET /chat HTTP/1.1", "GET /chat#x HTTP/1.1", "G(T /chat HTTP/1.1",
            "GET ://x/chat HTTP/1.1", "GET /chat?u=ws://x/y HTTP/1.1", "\u0016\u0003\u0001 HTTP/1.1", "GET /%63hat HTTP/1.1",
        };

        private static readonly string[] s_statusLines =
        {
            "HTTP/1.1 101", "HTTP/1.1 101 ", "HTTP/1.1 101x", "HTTP/1.1 1011", "HTTP/1.1 200 OK", "HTTP/1.1 401 Unauthorized", "HTTP/1.1 099 x",
            "HTTP/1.1 301 Moved", "HTTP/1.1 503 ", "HTTP/1.1 10", "HTTP/1.1 1o1 x", "HTTP/1.0 101 Switching Protocols", "http/1.1 101 x", "HTTP/1.1",
            "HTTP/1.1  101 x", "ICY 200 OK", "(", "\u0015\u0003\u0003",
        };

        private static readonly string[] s_extra =
        {
            "Origin: http://example.com", "Cookie: a=b; c=\u00E9", "X-Empty:", "Content-Length: 0", "Content-Length: 5",
            "Transfer-Encoding: chunked", "Sec-WebSocket-Extensions: permessage-deflate", "Sec-WebSocket-Protocol: chat, superchat",
            "Sec-WebSocket-Protocol: superchat", "Sec-WebSocket-Protocol: ,chat ,, x", "Sec-WebSocket-Version: 13",
            "Sec-WebSocket-Version: 8", "Host: other", "Connection: keep-alive", "Upgrade: h2c, websocket", " folded: yes",
            "No colon", "Space : before", ": no name", "Tab:\tvalue\t", "Control: \u0001", "Connection: close, upgrade ,",
        };

        internal static void WriteRequest(ByteWriter writer, Random random)
        {
            byte[] nonce = random.OneIn(2) ? new byte[16] : random.Bytes(random.OneIn(12) ? random.Next(20) : 16);
            List<string> fields =
            [
                "Host: server.example.com",
                "Upgrade: websocket",
                "Connection: Upgrade",
                "Sec-WebSocket-Key: " + Convert.ToBase64String(nonce),
                "Sec-WebSocket-Version: 13",
            ];
            Write(writer, random, random.OneIn(6) ? random.Pick(s_requestLines) : "GET /chat HTTP/1.1", fields);
        }

        internal static void WriteAnswer(ByteWriter writer, Random random)
        {
            List<string> fields =
            [
                "Upgrade: websocket",
                "Connection: Upgrade",
                "Sec-WebSocket-Accept: " + OpeningHandshake.AcceptOf(OpeningHandshake.SampleKey),
            ];
            Write(writer, random, random.OneIn(6) ? random.Pick(s_statusLines) : "HTTP/1.1 101 Switching Protocols", fields);
        }

        private static void Write(ByteWriter writer, Random random, string startLine, List<string> fields)
        {
            while (random.OneIn(3))
            {
                Change(fields, random);
            }

            writer.Write(random.OneIn(20) ? "\r\n" : "");
            writer.Write(startLine + "\r\n");
            foreach (string field in fields)
            {
                writer.Write(field + (random.OneIn(200) ? random.Pick("\n", "\r", "\r\r\n", "") : "\r\n"));
            }

            writer.Write("\r\n");
        }

        private static void Change(List<string> fields, Random random)
        {
            int index = random.Next(fields.Count);
            string field = fields[index];
            switch (random.Next(12))
            {
                case 0:
                    fields.RemoveAt(index);
                    fields.Add(field);
                    break;
                case 1:
                    fields[index] = field.ToUpperInvariant();
                    break;
                case 2:
                    fields[index] = field.ToLowerInvariant();
                    break;
                case 3:
                    fields[index] = field.Replace(": ", random.Pick(":", ":\t", " :", ":   "), StringComparison.Ordinal) + random.Pick("", " ", "\t");
                    break;
                case 4:
                    fields[index] = field + random.Pick(",", ", x", "x", "=", "/1", ";q=1");
                    break;
                case 5:
                    fields[index] = field.Replace(": ", random.Pick(": x, ", ": ,", ": x"), StringComparison.Ordinal);
                    break;
                case 6 when fields.Count > 1 && random.OneIn(3):
                    fields.RemoveAt(index);
                    break;
                case 7 when random.OneIn(3):
                    fields.Add(field);
                    break;
                case 8 when random.OneIn(10):
                    fields.Add("X-Long: " + new string('x', random.Pick(2037, 2038, 2039, 4096)));
                    break;
                case 9 when random.OneIn(10):
                    for (int count = random.Pick(57, 58, 59, 60, 64); count > 0; count--)
                    {
                        fields.Add("N: " + count);
                    }

                    break;
                default:
                    fields.Insert(index, random.Pick(s_extra));
                    break;
            }
        }
    }
}
