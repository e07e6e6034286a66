using System;
using nanoFramework.TestFramework;

namespace EdgeWs.Nano.Tests
{
    /// <summary>Header fields as applications and handshakes read them.</summary>
    [TestClass]
    public class WsHeadersTests
    {
        [TestMethod]
        public void FindsFieldsWithoutRegardToCase()
        {
            WsHeaders headers = HeadProbe.ReadFields("Host: h\r\nX-Under_Score: u\r\n");
            Assert.AreEqual(2, headers.Count);
            Assert.AreEqual("h", headers["host"]);
            Assert.AreEqual("h", headers["HOST"]);
            Assert.AreEqual("u", headers["x-uNDER_sCORE"]);
            Assert.IsNull(headers["X-Under-Score"]);
            Assert.IsNull(headers["Hos"]);
            Assert.IsNull(headers["Hosts"]);
            Assert.IsNull(headers[""]);
        }

        [TestMethod]
        public void ComparesOnlyLettersWithoutRegardToCase()
        {
            // '@' and '`', '[' and '{', '-' and CR differ in the bit that makes a letter small.
            WsHeaders headers = HeadProbe.ReadFields("a^b: 1\r\na`b: 2\r\nA-B: 3\r\n");
            Assert.AreEqual("1", headers["A^B"]);
            Assert.IsNull(headers["a~b"]);
            Assert.AreEqual("2", headers["A`B"]);
            Assert.IsNull(headers["a@b"]);
            Assert.IsNull(headers["a\rb"]);
        }

        [TestMethod]
        public void JoinsTheValuesOfSeveralFields()
        {
            WsHeaders headers = HeadProbe.ReadFields("A: 1\r\nB: 2\r\na: 3\r\nA:\r\n");
            Assert.AreEqual("1, 3, ", headers["A"]);
            Assert.AreEqual("a", headers.GetName(2));
            Assert.AreEqual("3", headers.GetValue(2));
            Assert.IsFalse(headers.HasOne("A"));
            Assert.IsTrue(headers.HasOne("b"));
            Assert.IsFalse(headers.HasOne("C"));
        }

        [TestMethod]
        public void ReadsValuesInUtf8OrLatin1()
        {
            byte[] text = Bytes.FromText("GET / HTTP/1.1\r\nA: \u20AC\r\nB: x\r\n\r\n");
            text[text.Length - 5] = 0xE9;
            HttpHead head = new HttpHead(100);
            Assert.AreEqual(HttpHead.Complete, HeadProbe.FeedPieces(head, text, 100));
            Assert.AreEqual("\u20AC", head.Headers["A"]);
            Assert.AreEqual("\u00E9", head.Headers["B"]);
        }

        [TestMethod]
        public void FindsTokensInLists()
        {
            foreach (string lines in new string[]
            {
                "Connection: Upgrade\r\n", "connection: upgrade\r\n", "Connection: keep-alive, Upgrade\r\n",
                "Connection: Upgrade, keep-alive\r\n", "Connection: a,UPGRADE,b\r\n", "Connection: , ,\t upgrade\t ,\r\n",
                "Connection:Upgrade,\r\n", "Connection: keep-alive\r\nConnection: Upgrade\r\n",
                "Connection: Upgrade\r\nConnection: keep-alive\r\n",
            })
            {
                Assert.IsTrue(HeadProbe.ReadFields(lines).HasToken("Connection", "Upgrade"), lines);
            }
        }

        [TestMethod]
        public void FindsTokensOfOneCharacter()
        {
            foreach (string value in new string[] { "x", "a,x", "x,a", "a,b,x", ",x", "x," })
            {
                Assert.IsTrue(HeadProbe.ReadFields("A: " + value + "\r\n").HasToken("a", "X"), value);
            }
        }

        [TestMethod]
        public void FindsNoTokenThatIsNotThere()
        {
            foreach (string lines in new string[]
            {
                "", "Connection:\r\n", "Connection: ,\r\n", "Connection: keep-alive\r\n", "Connection: Upgrades\r\n",
                "Connection: xUpgrade\r\n", "Connection: Upgrad\r\n", "Connection: Up grade\r\n",
                "Connection: keep-alive Upgrade\r\n", "Connection: keep-alive; Upgrade\r\n", "Connection: \"Upgrade\"\r\n",
                "Connections: Upgrade\r\n", "Upgrade: Upgrade\r\nConnection: x\r\nUpgrade: Upgrade\r\n",
            })
            {
                Assert.IsFalse(HeadProbe.ReadFields(lines).HasToken("Connection", "Upgrade"), lines);
            }
        }

        [TestMethod]
        public void RefusesIndexesThatDoNotExist()
        {
            WsHeaders headers = HeadProbe.ReadFields("A: b\r\n");
            Assert.ThrowsException(typeof(ArgumentOutOfRangeException), () => headers.GetName(-1));
            Assert.ThrowsException(typeof(ArgumentOutOfRangeException), () => headers.GetName(1));
            Assert.ThrowsException(typeof(ArgumentOutOfRangeException), () => headers.GetValue(1));
            Assert.ThrowsException(typeof(ArgumentNullException), () => headers[null].ToString());
        }

        [TestMethod]
        public void CompactKeepsAllButTheFieldsOfTheHandshake()
        {
            WsHeaders headers = Kept(
                "Host: h\r\nUpgrade: websocket\r\nCONNECTION: Upgrade\r\nSec-WebSocket-Key: k\r\nCookie: a=b\r\n"
                + "sec-websocket-version: 13\r\nauthorization: secret\r\nX-Empty:\r\nSec-WebSocket-Protocol: p\r\nSec-WebSocket-Extensions: e\r\n"
                + "Sec-WebSocke: kept\r\nUpgrade-Insecure-Requests: 1\r\nSec-Fetch-Mode: websocket\r\nConnected: 1\r\n");

            string all = "";
            for (int i = 0; i < headers.Count; i++)
            {
                all += headers.GetName(i) + "=" + headers.GetValue(i) + ";";
            }

            Assert.AreEqual(
                "Host=h;X-Empty=;Sec-WebSocke=kept;Upgrade-Insecure-Requests=1;Sec-Fetch-Mode=websocket;Connected=1;", all);
            Assert.AreEqual("1", headers["connected"]);
            Assert.IsNull(headers["Sec-WebSocket-Key"]);
        }

        [TestMethod]
        public void CompactKeepsNothingOfNothing()
        {
            Assert.AreEqual(0, Kept("").Count);
            Assert.AreEqual(0, Kept("Upgrade: websocket\r\n").Count);
        }

        [TestMethod]
        public void CompactHoldsWhatStandsFarBehind()
        {
            WsHeaders headers = Kept("A: " + new string('a', 2000) + "\r\nB: " + new string('b', 2000) + "\r\nC: c\r\n");
            Assert.AreEqual(2000, headers["A"].Length);
            Assert.AreEqual(2000, headers["B"].Length);
            Assert.AreEqual("c", headers["C"]);
        }

        [TestMethod]
        public void WhatCanOnlyBeShortIsNoStringWhenItIsLong()
        {
            WsHeaders headers = HeadProbe.ReadFields("A: b\r\nAn-Unusually-Long-Name-Of-A-Field: c\r\nD: " + new string('9', 100) + "\r\nE: 1\r\ne: 2\r\n");
            Assert.AreEqual("b", headers.Short("a"));
            Assert.AreEqual("c", headers.Short("An-Unusually-Long-Name-Of-A-Field"));
            Assert.AreEqual(string.Empty, headers.Short("D"));
            Assert.AreEqual(string.Empty, headers.Short("E"));
            Assert.IsNull(headers.Short("F"));
        }

        [TestMethod]
        public void EntriesReachTo65535Bytes()
        {
            byte[] text = new byte[65535];
            text[65533] = (byte)'n';
            text[65534] = (byte)'v';
            int[] index = new int[WsHeaders.IndexSize(1)];
            WsHeaders.Put(index, 0, 65533, 1, 65534, 1);
            Assert.AreEqual("v", new WsHeaders(text, index, 1)["n"]);
        }

        private static WsHeaders Kept(string fields) => WsHeaders.FromCompact(HeadProbe.ReadFields(fields).Compact());
    }
}
