using nanoFramework.TestFramework;

namespace EdgeWs.Nano.Tests
{
    /// <summary>The last byte that fits, the last byte of an answer, the first of two ends.</summary>
    [TestClass]
    public class BoundaryTests
    {
        [TestMethod, DataRow(false), DataRow(true)]
        public void AsMuchAsTheLimitMayWait(bool isClient)
        {
            TestEnd end = new TestEnd(isClient);
            int frame = isClient ? 26 : 22;
            end.Options.MaxBufferedBytes = 2 * frame;
            end.Outgoing.Capacity = 0;

            Assert.IsTrue(end.Connection.Send(Bytes.Fill(1, 20)));
            Assert.IsTrue(end.Connection.Send(Bytes.Fill(2, 20)));
            Assert.AreEqual(2 * frame, end.Connection.BufferedBytes);
            Assert.IsFalse(end.Connection.Send(Bytes.Fill(3, 0)));
        }

        [TestMethod]
        public void TheServerEndsOnlyWhenItsAnswerToACloseIsOut()
        {
            TestEnd end = new TestEnd(false);
            end.Outgoing.Capacity = 1;
            end.GiveClose(1000);

            byte[] answer = new byte[0];
            for (int i = 0; i < 4; i++)
            {
                Assert.IsFalse(end.Peer.IsEnded);
                answer = Bytes.Concat(answer, end.Peer.Read());
                end.Loop.Run();
            }

            Assert.AreEqual("880203E8", Bytes.ToHex(answer));
            Assert.IsTrue(end.Peer.IsEnded);
            end.AssertClosed(1000);
        }

        [TestMethod, DataRow(false), DataRow(true)]
        public void AFaultBehindTheCloseOfThePeerLeavesItsCode(bool isClient)
        {
            TestEnd end = new TestEnd(isClient);
            end.Outgoing.Capacity = 0;
            end.GiveClose(3000, "why");
            ((IPollable)end.Connection).Fault();
            end.Outgoing.Capacity = int.MaxValue;
            end.EndStream();
            end.AssertClosed(3000, "why");
        }
    }
}
