using System;
using nanoFramework.TestFramework;

namespace EdgeWs.Nano.Tests
{
    /// <summary>What the application decides about an opening handshake.</summary>
    [TestClass]
    public class ServerHookTests
    {
        [TestMethod]
        public void WhoHasNoCredentialsIsAskedForThem()
        {
            TestServer test = new TestServer();
            test.Server.Connecting += (s, h) =>
            {
                if (!h.HasCredentials("a", "\u00E9:"))
                {
                    h.Refuse(401, "WWW-Authenticate: Basic realm=\"device\"");
                }
            };
            RawPeer peer = test.Connect();
            peer.SendText(RawPeer.Request);
            test.Loop.Run();
            Assert.StartsWith("HTTP/1.1 401 ", peer.ReadText());
            peer = test.Connect();
            peer.SendText(RawPeer.Request.Substring(0, RawPeer.Request.Length - 2) + "Authorization: " + BasicCredentials.Create("a", "\u00E9:") + "\r\n\r\n");
            test.Loop.Run();
            Assert.StartsWith("HTTP/1.1 101 ", peer.ReadText());
        }

        [TestMethod]
        public void TheHandlerSeesTheRequest()
        {
            TestServer test = new TestServer();
            string seen = null;
            test.Server.Connecting += (s, h) =>
            {
                seen = h.Path + "|" + h.Query + "|" + h.Origin + "|" + h.Headers["x-token"] + "|" + h.Protocols.Length.ToString()
                    + h.Protocols[0] + h.Protocols[1] + "|" + h.IsSecure.ToString() + "|" + (h.RemoteEndPoint == null).ToString();
                Assert.AreSame(test.Server, s);
            };
            Ask(test, "/chat?room=1&x=?", "Origin: http://page\r\nX-Token: abc\r\nSec-WebSocket-Protocol: one, two\r\n");

            Assert.AreEqual("/chat|room=1&x=?|http://page|abc|2onetwo|False|True", seen);
            Assert.AreEqual("open;", test.TakeLog());
        }

        [TestMethod]
        public void ARequestWithoutAnythingSpecial()
        {
            TestServer test = new TestServer();
            string seen = null;
            test.Server.Connecting += (s, h) => seen = h.Query + (h.Origin == null).ToString() + h.Protocols.Length.ToString();
            Ask(test, "/chat", string.Empty);

            Assert.AreEqual("True0", seen);
        }

        [TestMethod]
        public void TheHandlerIsNotAskedAboutWhatIsRefusedAnyway()
        {
            WsServerOptions options = new WsServerOptions();
            options.MaxHandshakeSize = 300;
            TestServer test = new TestServer(options);
            int calls = 0;
            test.Server.Connecting += (s, h) => calls++;
            Ask(test, "/other", string.Empty);
            Ask(test, "/chat", "Content-Length: 1\r\n");
            Ask(test, "/chat", "X: " + new string('x', 300) + "\r\n");
            Assert.AreEqual(0, calls);
        }

        [TestMethod]
        public void RefusesWithAStatusAndAHeader()
        {
            Assert.AreEqual(RawPeer.Refusal(403), Decide(h => h.Refuse()));
            const string Challenge = "WWW-Authenticate: Basic realm=\"x\"";
            Assert.AreEqual(RawPeer.Refusal(401, Challenge + "\r\n"), Decide(h => h.Refuse(401, Challenge)));
            Assert.AreEqual(RawPeer.Refusal(302, "Location: /other\r\n"), Decide(h => h.Refuse(302, "Location: /other")));
        }

        [TestMethod]
        public void TheFirstRefusalStands()
        {
            Assert.AreEqual(
                RawPeer.Refusal(401, "A: b\r\n"),
                Decide(
                    h =>
                    {
                        h.Accept();
                        h.Refuse(401, "A: b");
                        h.Accept();
                        h.Refuse(404, "C: d");
                        h.Accept(string.Empty);
                    }));
        }

        [TestMethod]
        public void OneHandlerCannotUndoTheRefusalOfAnother()
        {
            TestServer test = new TestServer();
            test.Server.Connecting += (s, h) => h.Refuse(401);
            test.Server.Connecting += (s, h) => h.Accept();
            Assert.StartsWith("HTTP/1.1 401 ", Ask(test, "/chat", string.Empty));
        }

        [TestMethod]
        public void BadDecisionsThrowAndRefuseWith500()
        {
            int[] statuses = { -1, 0, 101, 200, 299, 600 };
            foreach (int status in statuses)
            {
                Assert.StartsWith("HTTP/1.1 500 ", Decide(h => h.Refuse(status)));
            }

            string[] headers = { string.Empty, "no colon", ": x", "A: b\r\nC: d", "A: b\n", "A b: c", "A: \u0001" };
            foreach (string header in headers)
            {
                Assert.AreEqual(RawPeer.Refusal(500), Decide(h => h.Refuse(403, header)));
            }

            Assert.StartsWith("HTTP/1.1 500 ", Decide(h => h.Accept("not offered")));
        }

        [TestMethod]
        public void AHandlerThatThrowsRefusesWith500()
        {
            TestServer test = new TestServer();
            test.Server.Connecting += (s, h) =>
            {
                h.Accept();
                throw new InvalidCastException();
            };
            string answer = Ask(test, "/chat", string.Empty);

            Assert.AreEqual(RawPeer.Refusal(500), answer);
            Assert.AreEqual(1, test.Loop.ErrorCount);
            Assert.AreSame(test.Server, test.Loop.LastErrorSource);
            Assert.AreEqual(string.Empty, test.TakeLog());
        }

        [TestMethod]
        public void AnExceptionDoesNotReplaceARefusal()
        {
            TestServer test = new TestServer();
            test.Server.Connecting += (s, h) => h.Refuse(401, "A: b");
            test.Server.Connecting += (s, h) => h.Accept("not offered");

            Assert.AreEqual(RawPeer.Refusal(401, "A: b\r\n"), Ask(test, "/chat", string.Empty));
            Assert.AreEqual(1, test.Loop.ErrorCount);
        }

        [TestMethod]
        public void TheSubprotocolComesFromTheOptions()
        {
            string[] mine = { "b", "a" };
            Assert.AreEqual("b", Choose(mine, "Sec-WebSocket-Protocol: a, b, c\r\n", null));
            Assert.AreEqual("a", Choose(mine, "Sec-WebSocket-Protocol: c\r\nSec-WebSocket-Protocol: a\r\n", null));
            Assert.AreEqual(string.Empty, Choose(mine, "Sec-WebSocket-Protocol: c, B\r\n", null));
            Assert.AreEqual(string.Empty, Choose(mine, string.Empty, null));
            Assert.AreEqual(string.Empty, Choose(new string[0], "Sec-WebSocket-Protocol: a\r\n", null));
        }

        [TestMethod]
        public void TheHandlerMayChooseAnotherSubprotocolOrNone()
        {
            string[] mine = { "b", "a" };
            string offer = "Sec-WebSocket-Protocol: a, b, c\r\n";
            Assert.AreEqual("c", Choose(mine, offer, h => h.Accept("c")));
            Assert.AreEqual("b", Choose(mine, offer, h => h.Accept()));
            Assert.AreEqual("b", Choose(mine, offer, h => h.Accept(null)));
            Assert.AreEqual(string.Empty, Choose(mine, offer, h => h.Accept(string.Empty)));
            Assert.AreEqual("b", Choose(mine, offer, h => h.Account = null));
        }

        [TestMethod]
        public void TheAccountBelongsToTheChannel()
        {
            TestServer test = new TestServer();
            object account = new object();
            object atConnection = null;
            test.Server.Connecting += (s, h) => h.Account = account;
            test.Server.Connected += (s, channel) => atConnection = channel.Eos.Account;
            test.Open();

            Assert.AreSame(account, atConnection);
            Assert.AreSame(account, test.Channel.Eos.Account);
            Assert.IsFalse(test.Channel.Eos.IsSecure);
            Assert.IsNull(test.Channel.Eos.RemoteEndPoint);

            test.Channel.Eos.Account = "changed";
            Assert.AreEqual("changed", (string)test.Channel.Eos.Account);
        }

        [TestMethod]
        public void TheHandlerMayStopTheServer()
        {
            WsHandshakeDecision[] decisions = { h => { }, h => h.Accept(), h => h.Refuse() };
            foreach (WsHandshakeDecision decision in decisions)
            {
                TestServer test = new TestServer();
                test.Server.Connecting += (s, h) =>
                {
                    s.Stop();
                    decision(h);
                };
                RawPeer peer = test.Connect();
                peer.SendText(RawPeer.Request);
                test.Loop.Advance(5000);

                Assert.AreEqual(string.Empty, peer.ReadText());
                Assert.IsTrue(peer.IsEnded);
                Assert.AreEqual(1, peer.Transport.Peer.CloseCount);
                Assert.AreEqual(0, test.Loop.Scheduler.Count);
                Assert.AreEqual(string.Empty, test.TakeLog());
            }
        }

        /// <summary>Asks to be connected.</summary>
        /// <returns>The answer.</returns>
        private static string Ask(TestServer test, string target, string fields)
        {
            return test.Ask("GET " + target + " HTTP/1.1\r\nHost: h\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n" + fields + "\r\n").ReadText();
        }

        private static string Decide(WsHandshakeDecision decision)
        {
            TestServer test = new TestServer();
            test.Server.Connecting += (s, h) => decision(h);
            return Ask(test, "/chat", string.Empty);
        }

        /// <summary>The subprotocol of the channel, after a look that the answer names the same.</summary>
        private static string Choose(string[] mine, string fields, WsHandshakeDecision decision)
        {
            TestServer test = new TestServer(new WsServerOptions { Protocols = mine });
            test.Server.Connecting += (s, h) => decision?.Invoke(h);
            string answer = Ask(test, "/chat", fields);
            string chosen = test.Channel.Protocol;
            if (chosen.Length > 0)
            {
                Assert.Contains("\r\nSec-WebSocket-Protocol: " + chosen + "\r\n", answer);
            }
            else
            {
                Assert.AreEqual(RawPeer.Answer, answer);
            }

            return chosen;
        }

        /// <summary>What a handler does with a handshake.</summary>
        private delegate void WsHandshakeDecision(WsHandshake handshake);
    }
}
