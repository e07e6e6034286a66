using System;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using EdgeWs.Testing.Wire;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace EdgeWs.Conformance.Links
{
    /// <summary>The tester's part in the opening handshake, RFC 6455 section 4.</summary>
    internal static class LinkHandshake
    {
        /// <summary>Opens the connection as a client.</summary>
        internal static void Connect(Link link, string resource)
        {
            string key = Convert.ToBase64String(RandomNumberGenerator.GetBytes(16));
            link.Write(Encoding.ASCII.GetBytes(OpeningHandshake.CreateRequest(resource, key)));

            HttpText answer = ReadHead(link);
            Assert.AreEqual("HTTP/1.1 101 Switching Protocols", answer.StartLine);
            AssertUpgrade(answer);
            Assert.AreEqual(OpeningHandshake.AcceptOf(key), answer.Values("Sec-WebSocket-Accept").Single());
            Assert.IsEmpty(answer.Values("Sec-WebSocket-Protocol"));
            Assert.IsEmpty(answer.Values("Sec-WebSocket-Extensions"));
        }

        /// <summary>Lets a client open the connection.</summary>
        /// <returns>What it asked for.</returns>
        internal static string Accept(Link link)
        {
            HttpText request = ReadHead(link);
            string[] parts = request.StartLine.Split(' ');
            Assert.HasCount(3, parts);
            Assert.AreEqual("GET", parts[0]);
            Assert.AreEqual("HTTP/1.1", parts[2]);
            AssertUpgrade(request);
            Assert.HasCount(1, request.Values("Host"));
            Assert.AreEqual("13", request.Values("Sec-WebSocket-Version").Single());
            string key = request.Values("Sec-WebSocket-Key").Single();
            Assert.HasCount(16, Convert.FromBase64String(key));

            link.Write(Encoding.ASCII.GetBytes(OpeningHandshake.CreateAnswer(key)));
            return parts[1];
        }

        /// <summary>Reads a head, which nothing can follow before the tester has sent something.</summary>
        internal static HttpText ReadHead(Link link)
        {
            var bytes = new MemoryStream();
            var buffer = new byte[4096];
            HttpText head;
            while ((head = HttpText.Read(bytes.ToArray())) == null)
            {
                int count = link.Read(buffer);
                Assert.AreNotEqual(0, count, "ended in the opening handshake");
                bytes.Write(buffer, 0, count);
            }

            Assert.AreEqual(bytes.Length, head.Size, "something follows the opening handshake");
            return head;
        }

        private static void AssertUpgrade(HttpText head)
        {
            Assert.AreEqual("websocket", head.Values("Upgrade").Single());
            Assert.AreEqual("Upgrade", head.Values("Connection").Single());
        }
    }
}
