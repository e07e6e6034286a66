using nanoFramework.TestFramework;

namespace EdgeWs.Nano.Tests
{
    /// <summary>With what a client masks its frames.</summary>
    [TestClass]
    public class ClientMaskTests
    {
        [TestMethod]
        [DataRow(false, false, "81 82 37FA213D 5692")]
        [DataRow(true, false, "81 82 37FA213D 5692")]
        [DataRow(false, true, "81 82 37FA213D 5692")]
        [DataRow(true, true, "81 82 00000000 6168")]
        public void ZeroOnlyWhereItIsAllowedAndSecure(bool isAllowed, bool isSecure, string expected)
        {
            WsClientOptions options = new WsClientOptions { ZeroMaskOverTls = isAllowed };
            TestClient test = new TestClient(options);
            MemoryTransport transport = MemoryTransport.CreatePair();
            transport.PassesForSecure = isSecure;
            RawPeer peer = test.Accept(transport);
            peer.SendText(TestClient.CreateAnswer(peer.ReadText()));
            test.Loop.Run();

            Assert.IsTrue(test.Client.Send("ah"));
            Assert.AreEqual(Bytes.ToHex(Bytes.FromHex(expected)), peer.ReadHex());
        }
    }
}
