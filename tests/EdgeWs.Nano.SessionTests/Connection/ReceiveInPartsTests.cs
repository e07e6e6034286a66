using System;
using System.Text;
using nanoFramework.TestFramework;

namespace EdgeWs.Nano.Tests
{
    /// <summary>Messages that are delivered in parts as they arrive.</summary>
    [TestClass]
    public class ReceiveInPartsTests
    {
        [TestMethod]
        [DataRow(false)]
        [DataRow(true)]
        public void APartIsDeliveredAsSoonAsItIsHere(bool isClient)
        {
            TestEnd end = Open(isClient, out StringBuilder parts);
            byte[] frame = end.Frame(0x82, Bytes.FromHex("0102030405"));
            int header = frame.Length - 5;
            end.Give(Bytes.Part(frame, 0, header + 2));
            Assert.AreEqual("<0102", parts.ToString());

            end.Give(Bytes.Part(frame, header + 2, 1));
            end.Give(Bytes.Part(frame, header + 3, 2));
            Assert.AreEqual("<0102|03|0405>", parts.ToString());
        }

        [TestMethod]
        [DataRow(false)]
        [DataRow(true)]
        public void FragmentsAreParts(bool isClient)
        {
            TestEnd end = Open(isClient, out StringBuilder parts);
            end.Give(0x02, Bytes.FromHex("01"));
            end.Give(0x00, new byte[0]);
            end.Give(0x89, new byte[0]);
            end.Give(0x00, Bytes.FromHex("02"));
            end.Give(0x80, new byte[0]);
            end.Give(0x82, Bytes.FromHex("03"));
            Assert.AreEqual("<01|02|><03>", parts.ToString());
        }

        [TestMethod]
        [DataRow(false)]
        [DataRow(true)]
        public void TheChoiceIsForTheNextMessage(bool isClient)
        {
            TestEnd end = Open(isClient, out StringBuilder parts);
            end.Give(0x02, Bytes.FromHex("01"));
            end.Options.StreamMessages = false;
            end.Give(0x00, Bytes.FromHex("02"));
            end.Give(0x80, Bytes.FromHex("03"));
            end.Give(0x02, Bytes.FromHex("04"));
            end.Options.StreamMessages = true;
            end.Give(0x00, Bytes.FromHex("05"));
            end.Give(0x80, Bytes.FromHex("06"));
            end.Give(0x02, Bytes.FromHex("07"));
            end.Give(0x80, Bytes.FromHex("08"));
            Assert.AreEqual("<01|02|03><040506><07|08>", parts.ToString());
        }

        [TestMethod]
        [DataRow(false)]
        [DataRow(true)]
        public void AMessageMayBeLargerThanAnyLimit(bool isClient)
        {
            TestEnd end = new TestEnd(isClient);
            end.Options.StreamMessages = true;
            end.Options.MaxMessageSize = 10;
            end.Options.MaxFragments = 2;
            int firsts = 0;
            int lasts = 0;
            int bytes = 0;
            end.Connection.OnMessage((c, m) =>
            {
                firsts += m.IsFirst ? 1 : 0;
                lasts += m.IsLast ? 1 : 0;
                bytes += m.Count;
            });

            for (int i = 0; i < 50; i++)
            {
                end.Give(i == 0 ? 0x02 : i == 49 ? 0x80 : 0x00, Bytes.Fill(7, 2100));
                end.TakeLog();
            }

            Assert.AreEqual(1, firsts);
            Assert.AreEqual(1, lasts);
            Assert.AreEqual(50 * 2100, bytes);
            Assert.AreEqual(WsConnectionState.Open, end.Connection.State);
            Assert.AreEqual(0, end.Loop.Resources.Pool.KeptBytes);
        }

        [TestMethod]
        [DataRow(false)]
        [DataRow(true)]
        public void TextIsValidatedAcrossParts(bool isClient)
        {
            TestEnd end = Open(isClient, out StringBuilder parts);
            end.Give(0x01, Bytes.FromHex("41C3"));
            end.Give(0x80, Bytes.FromHex("A4"));
            Assert.AreEqual("<41C3|A4>", parts.ToString());

            end.Give(0x01, Bytes.FromHex("41C3"));
            end.Give(0x80, Bytes.FromHex("41"));
            Assert.AreEqual("<41C3|A4><41C3", parts.ToString());
            Assert.AreEqual("close:1007:;", end.Take());
        }

        [TestMethod]
        [DataRow(false)]
        [DataRow(true)]
        public void TextThatEndsWithinACharacterIsRefused(bool isClient)
        {
            TestEnd end = Open(isClient, out StringBuilder parts);
            end.Give(0x01, Bytes.FromHex("41C3"));
            end.Give(0x80, new byte[0]);
            Assert.AreEqual("<41C3", parts.ToString());
            Assert.AreEqual("close:1007:;", end.Take());
        }

        [TestMethod]
        [DataRow(false)]
        [DataRow(true)]
        public void APartIsNotSentOnAsAMessage(bool isClient)
        {
            TestEnd end = Open(isClient, out StringBuilder parts);
            int refused = 0;
            end.Connection.OnMessage((c, m) =>
            {
                try
                {
                    c.Send(m);
                }
                catch (InvalidOperationException)
                {
                    refused++;
                }
            });
            end.Give(0x01, "a");
            end.Give(0x80, "b");
            end.Give(0x81, "c");
            Assert.AreEqual(2, refused);
            Assert.AreEqual("text:c;", end.Take());
        }

        [TestMethod]
        [DataRow(false)]
        [DataRow(true)]
        public void WithoutTheOptionEveryMessageIsWhole(bool isClient)
        {
            TestEnd end = Open(isClient, out StringBuilder parts);
            end.Options.StreamMessages = false;
            end.Give(0x02, Bytes.FromHex("01"));
            end.Give(0x80, Bytes.FromHex("02"));
            end.Give(0x82, Bytes.FromHex("03"));
            end.Give(0x82, Bytes.Fill(4, 3000));
            Assert.AreEqual("<0102><03><" + Bytes.ToHex(Bytes.Fill(4, 3000)) + ">", parts.ToString());
        }

        private static TestEnd Open(bool isClient, out StringBuilder parts)
        {
            TestEnd end = new TestEnd(isClient);
            StringBuilder log = new StringBuilder();
            parts = log;
            end.Options.StreamMessages = true;
            end.Connection.OnMessage((c, m) =>
            {
                log.Append(m.IsFirst ? "<" : "|");
                log.Append(Bytes.ToHex(m.ToArray()));
                log.Append(m.IsLast ? ">" : "");
            });
            return end;
        }
    }
}
