using EdgeWs.Interop.Tests.Exchanges;

namespace EdgeWs.Interop.Tests.Programs
{
    /// <summary>The test programs of libwebsockets, which have protocols of their own.</summary>
    [TestClass]
    public class LibwebsocketsTests : ExchangeTest
    {
        private const string Package = "libwebsockets-test-server";
        private const string Counter = "dumb-increment-protocol";
        private const string Mirror = "lws-mirror-protocol";

        [TestMethod]
        public void CounterOfServer()
        {
            using ChildProcess server = StartServer(out string url);
            ClientHost client = OpenTo(url, null, options => options.Protocols = ["other", Counter]);
            Assert.AreEqual(Counter, Loop.Do(() => client.Client.Protocol));
            client.Expect("text:0", "text:1", "text:2");
            client.Send("reset\n");
            client.Events.ExpectLater("text:0");

            // Numbers go on while the pong and the close frame are under way.
            client.Events.ExpectLater("pong:" + client.Ping());
            client.Send("closeme\n");
            client.Events.ExpectLater(EventLog.Closed(1001, "seeya"));
        }

        [TestMethod]
        public void MirrorOfServer()
        {
            using ChildProcess server = StartServer(out string url);
            ClientHost client = OpenTo(url, null, options => options.Protocols = [Mirror]);
            ClientHost other = OpenTo(url, null, options => options.Protocols = [Mirror]);
            client.Echo(Exchange.Text);
            other.Expect(EventLog.Text(Exchange.Text));
            client.Echo(string.Empty);
            client.Expect("pong:" + client.Ping());
            client.Close(Exchange.ClientCode, Exchange.ClientReason);
            client.Expect(EventLog.Closed(Exchange.ClientCode, Exchange.ClientReason));
        }

        /// <summary>It cuts a large message anywhere and calls all pieces text, so only ASCII survives, and binary messages do not.</summary>
        [TestMethod]
        public void MirrorCutsLargeMessagesAndCallsAllText()
        {
            using ChildProcess server = StartServer(out string url);
            ClientHost client = OpenTo(url, null, options => options.Protocols = [Mirror]);
            string large = string.Concat(Exchange.Large.Select(b => (char)(' ' + (b % 64))));
            string received = string.Empty;
            Loop.Do(() => client.Client.MessageReceived += (c, m) => received += m.GetString());
            client.Send(large);
            Loop.Until(() => received == large, "all of it");
            client.Send(Exchange.Binary);
            client.Events.ExpectLater(EventLog.Closed(WsCloseCode.InvalidPayload));
        }

        [TestMethod]
        public void CounterOfClient()
        {
            ServerHost server = StartEchoServer(null, options => options.Protocols = [Counter, Mirror]);
            Loop.Do(() => server.Server.Connected += (_, channel) =>
            {
                if (channel.Protocol == Counter)
                {
                    channel.Ping(Patience.Milliseconds, tag =>
                    {
                        // The client takes 20 bytes at a time, of a close frame too, and answers a longer one with its rest.
                        channel.Send("1729");
                        channel.Close(Exchange.ServerCode, "bye");
                    });
                }
            });
            using ChildProcess client = StartClient(server, "--nomirror");
            client.ExpectLine("rx 4 '1729'$");
            server.Events.ExpectLater(EventLog.Closed(Exchange.ServerCode, "bye"));
        }

        [TestMethod]
        public void MirrorOfClient()
        {
            ServerHost server = StartEchoServer(null, options => options.Protocols = [Mirror]);
            using ChildProcess client = StartClient(server, "--justmirror");
            server.Expect("open");
            for (int i = 0; i < 200; i++)
            {
                StringAssert.StartsWith(server.Events.Next(), "text:");
            }
        }

        private static ChildProcess StartServer(out string url)
        {
            // Only its debug messages tell the port.
            ChildProcess server = Peer.FindProgram(Package).Start("--port", "0", "--interface", "127.0.0.1", "-d", "16");
            url = "ws://127.0.0.1:" + server.ExpectLine(@"lws_socket_bind says (\d+)").Groups[1].Value + "/";
            server.ExpectLine("'OPERATIONAL'");
            return server;
        }

        private static ChildProcess StartClient(ServerHost server, string mode)
        {
            // Its informational messages tell what it received.
            return Peer.FindProgram("libwebsockets-test-client", Package).Start(server.Url, mode, "-d", "15");
        }
    }
}
