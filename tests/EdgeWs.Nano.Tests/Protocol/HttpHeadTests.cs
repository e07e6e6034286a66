using nanoFramework.TestFramework;

namespace EdgeWs.Nano.Tests
{
    /// <summary>Heads of HTTP messages, good and bad, RFC 7230 section 3.</summary>
    [TestClass]
    public class HttpHeadTests
    {
        private const int MaxSize = 8192;

        [TestMethod]
        public void ReadsAHeadThatIsCutAnywhere()
        {
            const string Text = "GET /chat HTTP/1.1\r\nHost: a\r\nX-Empty:\r\nx-Spaces:  \t b c \t\r\nY:d:e\r\n\r\n";
            byte[] bytes = Bytes.FromText(Text);
            for (int cut = 0; cut < bytes.Length; cut++)
            {
                HttpHead head = new HttpHead(MaxSize);
                Assert.AreEqual(HttpHead.Incomplete, HeadProbe.Feed(head, bytes, 0, cut, out int left));
                Assert.AreEqual(0, left);
                Assert.AreEqual(HttpHead.Complete, HeadProbe.Feed(head, bytes, cut, bytes.Length - cut, out left));
                Assert.AreEqual("GET /chat HTTP/1.1|Host=a|X-Empty=|x-Spaces=b c|Y=d:e|", Describe(head), cut.ToString());
            }

            HttpHead bytewise = new HttpHead(MaxSize);
            Assert.AreEqual(HttpHead.Complete, HeadProbe.FeedPieces(bytewise, bytes, 1));
            Assert.AreEqual("GET /chat HTTP/1.1|Host=a|X-Empty=|x-Spaces=b c|Y=d:e|", Describe(bytewise));
        }

        [TestMethod]
        public void LeavesAloneWhatFollows()
        {
            byte[] head = Bytes.FromText("GET / HTTP/1.1\r\nA: b\r\n\r\n");
            byte[] all = Bytes.Concat(head, Bytes.FromHex("81 00 0D 0A 0D 0A"));
            for (int cut = 0; cut < head.Length; cut++)
            {
                HttpHead read = new HttpHead(head.Length);
                HeadProbe.Feed(read, all, 0, cut, out int _);
                Assert.AreEqual(HttpHead.Complete, HeadProbe.Feed(read, all, cut, all.Length - cut, out int left));
                Assert.AreEqual(6, left);
            }
        }

        [TestMethod]
        public void PassesOverEmptyLinesBeforeTheStartLine()
        {
            Assert.AreEqual("GET / HTTP/1.1|A=b|", Describe(HeadProbe.Read("\r\n\r\nGET / HTTP/1.1\r\nA: b\r\n\r\n")));
            HeadProbe.Check(HttpHead.Complete, Bytes.FromText("\r\nGET / HTTP/1.1\r\n\r\n"), MaxSize);
        }

        [TestMethod]
        public void ReadsAHeadWithoutFields()
        {
            Assert.AreEqual("GET / HTTP/1.1|", Describe(HeadProbe.Read("GET / HTTP/1.1\r\n\r\n")));
        }

        [TestMethod]
        public void TakesAllCharactersOfATokenAsAName()
        {
            const string Name = "!#$%&'*+-.^_`|~09azAZ";
            Assert.AreEqual(Name, HeadProbe.ReadFields(Name + ": x\r\n").GetName(0));
        }

        [TestMethod]
        public void RefusesNamesThatAreNoTokens()
        {
            for (int c = 0; c <= 255; c++)
            {
                bool isLetterOrDigit = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
                if (!isLetterOrDigit && c != ':' && c != '\n' && (c == 0 || c >= 128 || "!#$%&'*+-.^_`|~".IndexOf((char)c) < 0))
                {
                    byte[] text = Bytes.FromText("GET / HTTP/1.1\r\nAxB: v\r\n\r\n");
                    text[17] = (byte)c;
                    Assert.AreEqual(400, HeadProbe.FeedPieces(new HttpHead(MaxSize), text, 1000), c.ToString());
                }
            }
        }

        [TestMethod]
        public void TakesTabsAndObsoleteTextInValues()
        {
            byte[] text = Bytes.FromText("GET / HTTP/1.1\r\nA: b\tc?d\r\n\r\n");
            text[22] = 0xE9;
            HttpHead head = new HttpHead(MaxSize);
            Assert.AreEqual(HttpHead.Complete, HeadProbe.FeedPieces(head, text, 1000));
            Assert.AreEqual("b\tc\u00E9d", head.Headers["A"]);
        }

        [TestMethod]
        public void RefusesControlCharacters()
        {
            for (int c = 0; c <= 0x7F; c++)
            {
                if ((c < ' ' && c != '\t' && c != '\n') || c == 0x7F)
                {
                    foreach (int at in new int[] { 5, 18, 20 })
                    {
                        byte[] text = Bytes.FromText("GET / HTTP/1.1\r\nA: bcd\r\n\r\n");
                        text[at] = (byte)c;
                        Assert.AreEqual(400, HeadProbe.FeedPieces(new HttpHead(MaxSize), text, 1000), c.ToString() + " at " + at.ToString());
                    }
                }
            }
        }

        [TestMethod]
        public void RefusesMalformedLines()
        {
            foreach (string text in new string[]
            {
                "GET / HTTP/1.1\n",
                "\n",
                "GET / HTTP/1.1\r\nA: b\n",
                "GET / HTTP/1.1\r\nA: b\r\n\n",
                "GET / HTTP/1.1\rA: b\r\n",
                "GET / HTTP/1.1\r\nA: b\rC: d\r\n",
                "GET / HTTP/1.1\r\nA: b\r\r\n",
                "GET / HTTP/1.1\r\nA: b\r\n c\r\n",
                "GET / HTTP/1.1\r\nA: b\r\n\tc: d\r\n",
                "GET / HTTP/1.1\r\n A: b\r\n",
                "GET / HTTP/1.1\r\nA : b\r\n",
                "GET / HTTP/1.1\r\nA\t: b\r\n",
                "GET / HTTP/1.1\r\n: b\r\n",
                "GET / HTTP/1.1\r\nA b\r\n",
                "GET / HTTP/1.1\r\nA\r\n",
                "GET / HTTP/1.1\r\n\r \n",
            })
            {
                HeadProbe.Check(400, Bytes.FromText(text), MaxSize);
            }
        }

        [TestMethod]
        public void RefusesAtOnceWhatIsNotHttp()
        {
            // The hello of a TLS client, a frame, a start line that begins with a space: no line may ever end.
            foreach (string start in new string[] { "16 03 01", "81 85", "20 47", "00", "0D 47 0A" })
            {
                HeadProbe.Check(400, Bytes.FromHex(start), MaxSize);
            }
        }

        [TestMethod]
        public void RefusesAStartLineThatIsNotHttpHoweverItIsCut()
        {
            HeadProbe.Check(400, Bytes.FromText("(GET /chat HTTP/1.1\r\nHost: a\r\n\r\n"), MaxSize);
            HeadProbe.Check(400, Bytes.FromText(" GET /chat HTTP/1.1\r\n\r\n"), MaxSize);
            HeadProbe.Check(400, Bytes.FromText("\r\n(\r\n\r\n"), MaxSize);
            HeadProbe.Check(400, Bytes.FromText("\n"), MaxSize);
        }

        [TestMethod]
        public void LimitsTheSize()
        {
            // 16 + 12 + 2 bytes.
            byte[] text = Bytes.FromText("GET / HTTP/1.1\r\nA: 1234567\r\n\r\n");
            HeadProbe.Check(HttpHead.Complete, text, 30);
            HeadProbe.Check(431, text, 29);
            HeadProbe.Check(431, text, 20);
            HeadProbe.Check(431, Bytes.FromText("GET /01234567"), 12);
        }

        [TestMethod]
        public void ALineMayBeAsLongAsTheHead()
        {
            CheckLine(HttpHead.Complete, "GET /", MaxSize - 18, " HTTP/1.1\r\n\r\n");
            CheckLine(431, "GET /", MaxSize - 17, " HTTP/1.1\r\n\r\n");
            CheckLine(HttpHead.Complete, "GET / HTTP/1.1\r\nA:", MaxSize - 22, "\r\n\r\n");
            CheckLine(431, "GET / HTTP/1.1\r\nA:", MaxSize - 21, "\r\n\r\n");
        }

        [TestMethod]
        public void LimitsTheNumberOfFields()
        {
            string fields = "";
            for (int i = 0; i < 64; i++)
            {
                fields += "A" + i.ToString() + ":b\r\n";
            }

            WsHeaders headers = HeadProbe.ReadFields(fields);
            Assert.AreEqual(64, headers.Count);
            Assert.AreEqual("A0", headers.GetName(0));
            Assert.AreEqual("A16", headers.GetName(16));
            Assert.AreEqual("b", headers["a63"]);

            byte[] tooMany = Bytes.FromText(HeadProbe.RequestLine + fields + "A:b\r\n");
            Assert.AreEqual(431, HeadProbe.FeedPieces(new HttpHead(MaxSize), tooMany, 100));
        }

        private static void CheckLine(int expected, string start, int count, string end)
        {
            byte[] text = Bytes.FromText(start + new string('b', count) + end);
            foreach (int size in new int[] { 1, 700, 5000 })
            {
                Assert.AreEqual(expected, HeadProbe.FeedPieces(new HttpHead(MaxSize), text, size), start);
            }
        }

        private static string Describe(HttpHead head)
        {
            string text = Ascii.GetString(head.Text, head.StartLineStart, head.StartLineEnd - head.StartLineStart) + "|";
            WsHeaders headers = head.Headers;
            for (int i = 0; i < headers.Count; i++)
            {
                text += headers.GetName(i) + "=" + headers.GetValue(i) + "|";
            }

            return text;
        }
    }
}
