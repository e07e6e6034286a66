using System.Net;
using nanoFramework.TestFramework;

namespace EdgeWs.Nano.Tests
{
    /// <summary>What keeps one client from taking what is there for all: places for handshakes, channels, pages that may connect.</summary>
    [TestClass]
    public class ServerLimitTests
    {
        private const string Full = "HTTP/1.1 503 \r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
        private const string Forbidden = "HTTP/1.1 403 \r\nContent-Length: 0\r\nConnection: close\r\n\r\n";

        [TestMethod]
        public void WhileNobodyWaitsAHandshakeMayTakeItsTime()
        {
            TestServer test = new TestServer(new WsServerOptions { MaxHandshakes = 1 });
            RawPeer peer = test.Connect();
            test.Loop.Advance(9900);
            peer.SendText(RawPeer.Request);
            test.Loop.Run();
            Assert.AreEqual(RawPeer.Answer, peer.ReadText());
        }

        [TestMethod]
        public void OneAddressGetsSoManyChannels()
        {
            TestServer test = new TestServer(new WsServerOptions { MaxChannelsPerAddress = 2 });
            RawPeer first = Ask(test, "10.0.0.1", 1);
            RawPeer second = Ask(test, "10.0.0.1", 2);
            RawPeer third = Ask(test, "10.0.0.1", 3);
            RawPeer other = Ask(test, "10.0.0.2", 1);
            RawPeer unknown = Ask(test, null, 0);
            Assert.AreEqual(RawPeer.Answer, first.ReadText());
            Assert.AreEqual(RawPeer.Answer, second.ReadText());
            Assert.AreEqual(Full, third.ReadText());
            Assert.AreEqual(RawPeer.Answer, other.ReadText());
            Assert.AreEqual(RawPeer.Answer, unknown.ReadText());

            first.Transport.Close();
            test.Loop.Run();
            Assert.AreEqual(RawPeer.Answer, Ask(test, "10.0.0.1", 4).ReadText());
        }

        [TestMethod]
        public void OnlyTheNamedPagesMayConnect()
        {
            TestServer test = new TestServer(new WsServerOptions { Origins = new string[] { "https://a.example", "https://b.example:8443" } });
            int asked = 0;
            test.Server.Connecting += (s, h) => asked++;
            Assert.AreEqual(RawPeer.Answer, AskFrom(test, "Origin: https://a.example\r\n"));
            Assert.AreEqual(RawPeer.Answer, AskFrom(test, "origin: https://b.example:8443\r\n"));
            Assert.AreEqual(RawPeer.Answer, AskFrom(test, string.Empty));
            Assert.AreEqual(3, asked);
            Assert.AreEqual(Forbidden, AskFrom(test, "Origin: https://a.example.evil\r\n"));
            Assert.AreEqual(Forbidden, AskFrom(test, "Origin: http://a.example\r\n"));
            Assert.AreEqual(Forbidden, AskFrom(test, "Origin: null\r\n"));
            Assert.AreEqual(Forbidden, AskFrom(test, "Origin: https://a.example\r\nOrigin: https://evil.example\r\n"));
            Assert.AreEqual(3, asked);
        }

        private static RawPeer Ask(TestServer test, string address, int port)
        {
            RawPeer peer = test.Connect();
            peer.Transport.Peer.Address = address == null ? null : new IPEndPoint(IPAddress.Parse(address), port);
            peer.SendText(RawPeer.Request);
            test.Loop.Run();
            return peer;
        }

        private static string AskFrom(TestServer test, string origin)
        {
            RawPeer peer = test.Connect();
            peer.SendText(RawPeer.Request.Substring(0, RawPeer.Request.Length - 2) + origin + "\r\n");
            test.Loop.Run();
            string answer = peer.ReadText();
            peer.Transport.Close();
            test.Loop.Run();
            return answer;
        }
    }
}
