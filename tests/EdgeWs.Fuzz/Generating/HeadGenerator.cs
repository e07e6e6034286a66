using System;
using System.Collections.Generic;

namespace EdgeWs.Fuzz
{
    /// <summary>Does to the lines of a valid head what peers do, allowed or not.</summary>
    internal static class HeadGenerator
    {
        private static readonly string[] s_extra =
        {
            "Origin: http://example.com", "Cookie: a=b; c=\u00E9", "X-Empty:", "Content-Length: 0", "Content-Length: 5",
            "Transfer-Encoding: chunked", "Sec-WebSocket-Extensions: permessage-deflate", "Sec-WebSocket-Protocol: chat, superchat",
            "Sec-WebSocket-Protocol: superchat", "Sec-WebSocket-Protocol: ,chat ,, x", "Sec-WebSocket-Version: 13",
            "Sec-WebSocket-Version: 8", "Host: other", "Connection: keep-alive", "Upgrade: h2c, websocket", " folded: yes",
            "No colon", "Space : before", ": no name", "Tab:\tvalue\t", "Control: \u0001", "Connection: close, upgrade ,",
        };

        internal static void Write(ByteWriter writer, Random random, string startLine, List<string> fields)
        {
            while (random.OneIn(3))
            {
                Change(fields, random);
            }

            if (random.OneIn(20))
            {
                writer.Write("\r\n");
            }

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
