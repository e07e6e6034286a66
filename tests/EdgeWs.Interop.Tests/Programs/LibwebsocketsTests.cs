using System;
using System.IO;
using System.Linq;
using System.Text;
using EdgeWs.Desktop.Tests.Peers;
using EdgeWs.Nano;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace EdgeWs.Desktop.Tests.Interop
{
    /// <summary>The test programs of libwebsockets, which have protocols of their own.</summary>
    [TestClass]
    public class LibwebsocketsTests
    {
        private const string Counter = "dumb-increment-protocol";
        private const string Mirror = "lws-mirror-protocol";

        [TestMethod]
        public void CounterOfServer()
        {
            using var server = new LibwebsocketsServer();
            using var client = Connect(server, Counter);
            for (int i = 0; i < 3; i++)
            {
                Assert.AreEqual(i.ToString(), TakeText(client));
            }

            client.Send("reset\n");
            while (TakeText(client) != "0")
            {
            }

            // Numbers go on while the pong and the close frame are under way.
            client.Ping();
            SkipMessages(client, "pong");
            client.Send("closeme\n");
            SkipMessages(client, "close 1001 seeya");
            client.AssertNoErrors();
        }

        [TestMethod]
        public void MirrorOfServer()
        {
            using var server = new LibwebsocketsServer();
            using var client = Connect(server, Mirror);
            using var other = Connect(server, Mirror);
            client.Echo(Exchange.TextBytes, WsMessageType.Text);
            other.ExpectMessage(Exchange.TextBytes, WsMessageType.Text);
            client.Echo(new byte[0], WsMessageType.Text);
            client.Ping();
            client.ExpectEvent("pong");
            client.Close(Exchange.ClientCode, Exchange.ClientReason);
            client.ExpectEvent("close " + Exchange.ClientCode + " " + Exchange.ClientReason);
            client.AssertNoErrors();
        }

        [TestMethod]
        public void MirrorCutsLargeMessages()
        {
            using var server = new LibwebsocketsServer();
            using var client = Connect(server, Mirror);

            // It cuts anywhere and calls all pieces text, so only ASCII survives.
            byte[] large = Exchange.Large.Select(b => (byte)(' ' + b % 64)).ToArray();
            client.Send(large, WsMessageType.Text);
            var received = new MemoryStream();
            while (received.Length < large.Length)
            {
                received.Write(Encoding.ASCII.GetBytes(TakeText(client)));
            }

            Assert.IsTrue(large.AsSpan().SequenceEqual(received.ToArray()));
        }

        [TestMethod]
        public void MirrorCallsBinaryText()
        {
            using var server = new LibwebsocketsServer();
            using var client = Connect(server, Mirror);
            client.Send(Exchange.Binary, WsMessageType.Binary);
            client.ExpectEvent("close " + WsCloseCode.InvalidPayload + " ");
        }

        [TestMethod]
        public void ServerDropsUnknownProtocol()
        {
            using var server = new LibwebsocketsServer();
            using var client = new EchoClient(server.Url, options => options.Protocols = new[] { "unknown" });
            client.ExpectEvent("close " + WsCloseCode.Abnormal + " ");
            Assert.AreEqual(WsErrorKind.ConnectionLost + " 0", client.Failure);
        }

        [TestMethod]
        public void CounterOfClient()
        {
            using var server = new EchoServer(options => options.Protocols = new[] { Counter, Mirror });
            server.Connected += channel =>
            {
                if (channel.Protocol == Counter)
                {
                    channel.Ping(5000, tag =>
                    {
                        // The client takes 20 bytes at a time, of a close frame too, and answers a longer one with its rest.
                        channel.Send("1729");
                        channel.Close(Exchange.ServerCode, "bye");
                    });
                }
            };

            using ChildProcess client = StartClient(server, "--nomirror");
            string line;
            do
            {
                line = client.ReadLine(Deadlines.Step);
                Assert.IsNotNull(line, client.Transcript);
            }
            while (!line.EndsWith("rx 4 '1729'", StringComparison.Ordinal));

            string closed = "close " + Exchange.ServerCode + " bye";
            string[] seen = server.Journal.WaitUntil(lines => lines.Contains(closed));
            CollectionAssert.Contains(seen, "open " + Counter, client.Transcript);
            CollectionAssert.Contains(seen, closed, client.Transcript);
            server.AssertNoErrors();
        }

        [TestMethod]
        public void MirrorOfClient()
        {
            const int Wanted = 200;
            using var server = new EchoServer(options => options.Protocols = new[] { Mirror });
            using ChildProcess client = StartClient(server, "--justmirror");
            string[] seen = server.Journal.WaitUntil(lines => lines.Length > Wanted);
            Assert.AreEqual("open " + Mirror, seen[0], client.Transcript);
            Assert.IsTrue(seen.Skip(1).Take(Wanted).All(line => line.StartsWith("text ", StringComparison.Ordinal)), client.Transcript);
            server.AssertNoErrors();
        }

        [TestMethod]
        public void NoiseOfClient()
        {
            using var server = new EchoServer(options => options.Protocols = new[] { Mirror });
            using ChildProcess client = StartClient(server, "--echo");

            // Random bytes that it calls text.
            server.Journal.AssertIs(["open " + Mirror, "close " + WsCloseCode.InvalidPayload + " "], client.Transcript);
            server.AssertNoErrors();
        }

        private static EchoClient Connect(LibwebsocketsServer server, string protocol)
        {
            var client = new EchoClient(server.Url, options => options.Protocols = new[] { "other", protocol });
            client.ExpectEvent("open " + protocol);
            return client;
        }

        private static ChildProcess StartClient(EchoServer server, string mode)
        {
            // Its informational messages tell what it received.
            return Peer.FindProgram("libwebsockets-test-client", "libwebsockets-test-server")
                .Start(server.Url + Exchange.Path, mode, "-d", "15");
        }

        private static string TakeText(EchoClient client)
        {
            StringAssert.StartsWith(client.TakeEvent(), "text ");
            return Encoding.UTF8.GetString(client.LastMessage);
        }

        private static void SkipMessages(EchoClient client, string expected)
        {
            string next;
            do
            {
                next = client.TakeEvent();
            }
            while (client.LastMessage != null);

            Assert.AreEqual(expected, next);
        }
    }
}
