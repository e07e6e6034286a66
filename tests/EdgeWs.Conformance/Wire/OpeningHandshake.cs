using System;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using EdgeWs.Conformance.Links;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace EdgeWs.Conformance.Wire
{
    /// <summary>The tester's part in the opening handshake, RFC 6455 section 4.</summary>
    internal static class OpeningHandshake
    {
        private const string Guid = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

        /// <summary>Opens the connection as a client.</summary>
        internal static void Connect(Link link, string resource)
        {
            string key = Convert.ToBase64String(RandomNumberGenerator.GetBytes(16));
            link.Write(Encoding.ASCII.GetBytes(CreateRequest(resource, key)));

            Dictionary<string, string> fields = ReadHead(link, out string line);
            Assert.AreEqual("HTTP/1.1 101 Switching Protocols", line);
            Assert.AreEqual("websocket", fields["upgrade"]);
            Assert.AreEqual("Upgrade", fields["connection"]);
            Assert.AreEqual(AcceptFor(key), fields["sec-websocket-accept"]);
            Assert.IsFalse(fields.Keys.Any(name => name is "sec-websocket-protocol" or "sec-websocket-extensions"));
        }

        internal static string CreateRequest(string resource, string key)
        {
            return "GET " + resource + " HTTP/1.1\r\nHost: localhost\r\nUpgrade: WebSocket\r\nConnection: Upgrade\r\n"
                + "Pragma: no-cache\r\nCache-Control: no-cache\r\nSec-WebSocket-Key: " + key + "\r\nSec-WebSocket-Version: 13\r\n\r\n";
        }

        /// <summary>Lets a client open the connection.</summary>
        /// <returns>What it asked for.</returns>
        internal static string Accept(Link link)
        {
            Dictionary<string, string> fields = ReadHead(link, out string line);
            string[] parts = line.Split(' ');
            Assert.HasCount(3, parts);
            Assert.AreEqual("GET", parts[0]);
            Assert.AreEqual("HTTP/1.1", parts[2]);
            Assert.IsTrue(fields.ContainsKey("host"));
            Assert.AreEqual("websocket", fields["upgrade"]);
            Assert.AreEqual("Upgrade", fields["connection"]);
            Assert.AreEqual("13", fields["sec-websocket-version"]);
            Assert.HasCount(16, Convert.FromBase64String(fields["sec-websocket-key"]));

            link.Write(Encoding.ASCII.GetBytes(CreateAnswer(fields["sec-websocket-key"])));
            return parts[1];
        }

        internal static string CreateAnswer(string key)
        {
            return "HTTP/1.1 101 Switching Protocols\r\nServer: tester\r\nUpgrade: WebSocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Accept: " + AcceptFor(key) + "\r\n\r\n";
        }

        private static string AcceptFor(string key)
        {
            return Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(key + Guid)));
        }

        private static Dictionary<string, string> ReadHead(Link link, out string firstLine)
        {
            var head = new StringBuilder();
            var buffer = new byte[4096];
            while (!head.ToString().Contains("\r\n\r\n"))
            {
                int count = link.Read(buffer);
                Assert.AreNotEqual(0, count, "ended in the opening handshake: " + head);
                head.Append(Encoding.ASCII.GetString(buffer, 0, count));
            }

            string text = head.ToString();
            Assert.EndsWith("\r\n\r\n", text, "nothing can follow the opening handshake before the tester has sent something");
            string[] lines = text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
            firstLine = lines[0];
            return lines.Skip(1).ToDictionary(
                line => line.Substring(0, line.IndexOf(':')).ToLowerInvariant(),
                line => line.Substring(line.IndexOf(':') + 1).Trim());
        }
    }
}
