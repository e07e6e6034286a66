using nanoFramework.TestFramework;

namespace EdgeWs.Nano.Tests
{
    [TestClass]
    public class ServerChannelTests
    {
        [TestMethod]
        public void Echoes_The_Masked_Hello_Of_The_Rfc()
        {
            TestServer test = new TestServer();
            RawPeer peer = test.Connect();
            peer.SendText(RawPeer.Request);
            test.Loop.Run();
            Assert.AreEqual(RawPeer.Answer, peer.ReadText());
            Assert.AreEqual("open;", test.TakeLog());
            test.Channel.Message += (c, m) => c.Send(m);

            peer.SendHex("81 85 37FA213D 7F9F4D5158");
            test.Loop.Run();

            Assert.AreEqual("text:Hello;", test.TakeLog());
            Assert.AreEqual("810548656C6C6F", peer.ReadHex());

            peer.SendHex("88 82 37FA213D 3412");
            test.Loop.Run();
            Assert.AreEqual("closed:1000:;", test.TakeLog());
            Assert.AreEqual("880203E8", peer.ReadHex());
            Assert.IsTrue(peer.IsEnded);
            Assert.AreEqual(1, test.Loop.Scheduler.Count);
        }

        [TestMethod]
        public void Client_Opens_And_Talks()
        {
            TestClient test = new TestClient();
            RawPeer peer = test.Open();
            test.Client.Send("Hello");
            Assert.AreEqual("818537FA213D7F9F4D5158", peer.ReadHex());
            peer.SendHex("810548656C6C6F");
            test.Loop.Run();
            Assert.AreEqual("text:Hello;", test.TakeLog());
        }
    }
}
