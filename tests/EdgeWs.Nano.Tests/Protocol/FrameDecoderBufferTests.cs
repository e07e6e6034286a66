using System;
using nanoFramework.TestFramework;

namespace EdgeWs.Nano.Tests
{
    /// <summary>Which buffers the decoder takes from the pool, how large they are, and when they go back.</summary>
    /// <remarks>
    /// A pool hands out a kept buffer when that fits: so what a decoder rents shows in the bytes that the pool still keeps.
    /// </remarks>
    [TestClass]
    public class FrameDecoderBufferTests
    {
        [TestMethod]
        public void TakesNoneForWhatIsWholeInTheInput()
        {
            DecoderProbe probe = new DecoderProbe(true, new WsServerOptions());
            Assert.AreEqual("text:41;ping:42;binary:4344;", probe.FeedHex("81 81 01010101 40  89 81 01010101 43  82 82 01010101 4245"));
            probe.Release();
            Assert.AreEqual(0, probe.Pool.KeptBytes);
        }

        [TestMethod]
        public void TakesOneOfTheExactSizeForAFrameThatIsCut()
        {
            DecoderProbe probe = new DecoderProbe(false, new WsServerOptions());
            Assert.AreEqual("", probe.FeedHex("82 0A 01"));
            Assert.AreEqual("binary:0102030405060708090A;", probe.FeedHex("02030405060708090A"));
            Assert.AreEqual(10, probe.Pool.KeptBytes);
        }

        [TestMethod]
        public void GivesItBackAfterDelivery()
        {
            DecoderProbe probe = new DecoderProbe(false, new WsServerOptions());
            probe.Pool.Return(new byte[12]);
            Assert.AreEqual("", probe.FeedHex("82 0A 01"));
            Assert.AreEqual(0, probe.Pool.KeptBytes);

            // Feeding ends with the call that finds nothing more: that one gives the buffer back.
            Assert.AreEqual("binary:0102030405060708090A;", probe.FeedHex("02030405060708090A"));
            Assert.AreEqual(12, probe.Pool.KeptBytes);
            probe.Release();
            Assert.AreEqual(12, probe.Pool.KeptBytes);
        }

        [TestMethod]
        public void HoldsItUntilTheNextCall()
        {
            WsServerOptions limits = new WsServerOptions();
            BufferPool pool = new BufferPool(100);
            FrameDecoder decoder = new FrameDecoder(false);
            ByteCursor input = new ByteCursor(6);
            WsMessage message = new WsMessage();
            Array.Copy(Bytes.FromHex("02 01 41 80 01 42"), 0, input.Buffer, 0, 6);
            input.End = 6;
            Assert.IsTrue(decoder.Decode(input, message, limits, pool) == DecodedEvent.Message);
            Assert.AreEqual(1, pool.KeptBytes);
            Assert.AreEqual("4142", Bytes.ToHex(Bytes.Part(message.Payload, message.PayloadOffset, message.PayloadCount)));
            Assert.IsTrue(decoder.Decode(input, message, limits, pool) == DecodedEvent.None);
            Assert.AreEqual(1 + 2, pool.KeptBytes);
        }

        [TestMethod]
        public void GivesItBackOnRelease()
        {
            DecoderProbe probe = new DecoderProbe(false, new WsServerOptions());
            probe.FeedHex("82 0A 01");
            Assert.AreEqual(0, probe.Pool.KeptBytes);
            probe.Release();
            Assert.AreEqual(10, probe.Pool.KeptBytes);
            probe.Release();
            Assert.AreEqual(10, probe.Pool.KeptBytes);
        }

        [TestMethod]
        public void GivesItBackOnReleaseAfterAnError()
        {
            DecoderProbe probe = new DecoderProbe(false, new WsServerOptions());
            Assert.AreEqual("error:1002;", probe.FeedHex("01 02 4142  81 00"));
            probe.Release();
            Assert.AreEqual(2, probe.Pool.KeptBytes);
        }

        [TestMethod]
        public void TakesNoneForWhatItRefuses()
        {
            WsServerOptions limits = new WsServerOptions { MaxMessageSize = 20, MaxFragments = 2 };
            foreach (string frames in new string[] { "82 15 01", "82 7E 00FF 01", "82 7F 0000000001000000 01", "01 00 00 00 80 05 41", "81 05 FF" })
            {
                DecoderProbe probe = new DecoderProbe(false, limits);
                Assert.AreEqual("error", probe.FeedHex(frames).Substring(0, 5));
                probe.Release();
                Assert.AreEqual(0, probe.Pool.KeptBytes, frames);
            }
        }

        [TestMethod]
        public void GrowsWithAReserveWhileMoreFragmentsMayFollow()
        {
            DecoderProbe probe = new DecoderProbe(false, new WsServerOptions());
            byte[] fragment = Bytes.Concat(Bytes.FromHex("00 64"), Bytes.Fill(0x41, 100));
            fragment[0] = 0x02;
            probe.Feed(fragment, 0, 102);
            fragment[0] = 0x00;
            probe.Feed(fragment, 0, 102);
            Assert.AreEqual(100, probe.Pool.KeptBytes);
            probe.Release();
            Assert.AreEqual(350, probe.Pool.KeptBytes);
        }

        [TestMethod]
        public void GrowsToTheExactSizeWithTheLastFragment()
        {
            DecoderProbe probe = new DecoderProbe(false, new WsServerOptions());
            Assert.AreEqual("", probe.FeedHex("02 04 01020304"));
            Assert.AreEqual("binary:010203040506;", probe.FeedHex("80 02 0506"));
            Assert.AreEqual(4 + 6, probe.Pool.KeptBytes);
        }

        [TestMethod]
        public void NeverGrowsBeyondTheLargestMessage()
        {
            DecoderProbe probe = new DecoderProbe(false, new WsServerOptions { MaxMessageSize = 11 });
            Assert.AreEqual("", probe.FeedHex("02 05 0102030405  00 05 060708090A"));
            probe.Release();
            Assert.AreEqual(5 + 11, probe.Pool.KeptBytes);
        }

        [TestMethod]
        public void KeepsAnAcceptedFrameWhenTheLimitIsLowered()
        {
            WsServerOptions limits = new WsServerOptions();
            DecoderProbe probe = new DecoderProbe(false, limits);
            Assert.AreEqual("", probe.FeedHex("02 02 0102  00 03"));
            limits.MaxMessageSize = 2;
            Assert.AreEqual("", probe.FeedHex("030405"));
            Assert.AreEqual("error:1009;", probe.FeedHex("80 01 06"));
        }

        [TestMethod]
        public void FillsTheReserveBeforeItGrowsAgain()
        {
            DecoderProbe probe = new DecoderProbe(false, new WsServerOptions());
            Assert.AreEqual("", probe.FeedHex("02 04 01020304  00 04 05060708  00 02 090A"));
            Assert.AreEqual(4, probe.Pool.KeptBytes);
            Assert.AreEqual("binary:0102030405060708090A;", probe.FeedHex("80 00"));
            Assert.AreEqual(4 + 10, probe.Pool.KeptBytes);
        }
    }
}
