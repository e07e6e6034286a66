using nanoFramework.TestFramework;

namespace EdgeWs.Nano.Tests
{
    /// <summary>Code and reason of a close frame as they are written and read, RFC 6455 section 5.5.1.</summary>
    [TestClass]
    public class ClosePayloadTests
    {
        [TestMethod]
        public void WritesCodeAndReason()
        {
            Assert.AreEqual("03E8", Create(1000, null));
            Assert.AreEqual("03E8", Create(1000, ""));
            Assert.AreEqual("03F0627965", Create(1008, "bye"));
            Assert.AreEqual("1387C3A9E282AC", Create(4999, "\u00E9\u20AC"));
        }

        [TestMethod]
        public void WritesNothingWithoutCode()
        {
            Assert.AreEqual("", Create(1005, null));
            Assert.AreEqual("", Create(1005, "a reason cannot stand alone"));
        }

        [TestMethod]
        public void CutsLongReasonsAfterAWholeCharacter()
        {
            // So many letters, then a character of so many bytes, then letters: how many bytes of it all are left.
            CheckCut(122, "B", 123);
            CheckCut(123, "B", 123);
            CheckCut(124, "B", 123);
            CheckCut(120, "\u00E9", 123);
            CheckCut(121, "\u00E9", 123);
            CheckCut(122, "\u00E9", 122);
            CheckCut(123, "\u00E9", 123);
            CheckCut(120, "\u20AC", 123);
            CheckCut(121, "\u20AC", 121);
            CheckCut(122, "\u20AC", 122);
            CheckCut(123, "\u20AC", 123);
            CheckCut(119, "\U0001F600", 123);
            CheckCut(120, "\U0001F600", 120);
            CheckCut(121, "\U0001F600", 121);
            CheckCut(122, "\U0001F600", 122);
            CheckCut(123, "\U0001F600", 123);
        }

        [TestMethod]
        public void KeepsAReasonThatJustFits()
        {
            Assert.AreEqual(125, ClosePayload.Create(1000, new string('A', 123)).Length);
            Assert.AreEqual(125, ClosePayload.Create(1000, new string('A', 121) + "\u00E9").Length);
            Assert.AreEqual(125, ClosePayload.Create(1000, new string('A', 119) + "\U0001F600").Length);
        }

        [TestMethod]
        public void ReadsCodes()
        {
            Assert.AreEqual(1005, Read(""));
            Assert.AreEqual(-1002, Read("03"));
            Assert.AreEqual(1000, Read("03E8"));
            Assert.AreEqual(4999, Read("1387"));
            Assert.AreEqual(-1002, Read("1388"));
            Assert.AreEqual(-1002, Read("03ED"));
            Assert.AreEqual(1000, Read("03E8C3A9"));
            Assert.AreEqual(-1007, Read("03E8C3"));
            Assert.AreEqual(-1007, Read("03E8A9"));
        }

        [TestMethod]
        public void ReadsReasons()
        {
            byte[] payload = Bytes.FromHex("FF 03E8 62C3A9 FF");
            Assert.AreEqual("b\u00E9", ClosePayload.ReadReason(payload, 1, 5));
            Assert.AreEqual("", ClosePayload.ReadReason(payload, 1, 2));
            Assert.AreEqual("", ClosePayload.ReadReason(payload, 1, 0));
        }

        [TestMethod]
        public void KnowsWhichCodesMayBeSent()
        {
            for (int code = 0; code <= 5100; code++)
            {
                bool isSendable = (code >= 1000 && code <= 1003) || (code >= 1007 && code <= 1011) || (code >= 3000 && code <= 4999);
                Assert.IsTrue(WsCloseCode.IsSendable(code) == isSendable, code.ToString());
                Assert.IsTrue(WsCloseCode.IsReceivable(code) == (isSendable || (code >= 1012 && code <= 1014)), code.ToString());
            }
        }

        private static string Create(int code, string reason) => Bytes.ToHex(ClosePayload.Create(code, reason));

        private static int Read(string hex)
        {
            byte[] payload = Bytes.Concat(Bytes.FromHex("FF"), Bytes.FromHex(hex));
            return ClosePayload.ReadCode(payload, 1, payload.Length - 1);
        }

        private static void CheckCut(int letters, string character, int expected)
        {
            byte[] whole = Bytes.FromText(new string('A', letters) + character + "BBBBBBBB");
            byte[] payload = ClosePayload.Create(1000, Bytes.ToText(whole));
            string message = letters.ToString() + character;
            Assert.AreEqual(expected, payload.Length - 2, message);
            Assert.AreEqual("03E8" + Bytes.ToHex(Bytes.Part(whole, 0, expected)), Bytes.ToHex(payload), message);
        }
    }
}
