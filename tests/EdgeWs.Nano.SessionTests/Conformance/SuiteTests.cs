using nanoFramework.TestFramework;

namespace EdgeWs.Nano.Tests
{
    /// <summary>The cases of the public suite that fit a device, in both roles, in one piece and byte by byte.</summary>
    [TestClass]
    public class SuiteTests
    {
        [TestMethod, DataRow(false), DataRow(true)]
        public void Lengths(bool isClient)
        {
            foreach (string frame in SuiteCases.Lengths())
            {
                Play(isClient, frame + " 8803E8|" + frame + " 8803E8");
            }
        }

        [TestMethod, DataRow(false), DataRow(true)]
        public void Pings(bool isClient)
        {
            Play(isClient, SuiteCases.Pings());
        }

        [TestMethod, DataRow(false), DataRow(true)]
        public void ReservedBitsAndOpcodes(bool isClient)
        {
            Play(isClient, SuiteCases.ReservedBits());
            Play(isClient, SuiteCases.ReservedOpcodes());
        }

        [TestMethod, DataRow(false), DataRow(true)]
        public void Fragments(bool isClient)
        {
            Play(isClient, SuiteCases.Fragments());
            Play(isClient, SuiteCases.FragmentedText());
        }

        [TestMethod, DataRow(false), DataRow(true)]
        public void Closes(bool isClient)
        {
            Play(isClient, SuiteCases.Closes());
            foreach (string frame in SuiteCases.ValidCloses())
            {
                Play(isClient, frame + "|" + frame);
            }

            foreach (string frame in SuiteCases.InvalidCloses())
            {
                Play(isClient, frame + "|8803EA");
            }
        }

        [TestMethod, DataRow(false), DataRow(true)]
        public void TextThatIsUtf8ComesBack(bool isClient)
        {
            foreach (string text in SuiteCases.ValidText())
            {
                Play(isClient, "81" + text + " 8803E8|81" + text + " 8803E8");
            }
        }

        [TestMethod, DataRow(false), DataRow(true)]
        public void TextThatIsNotUtf8IsRefused(bool isClient)
        {
            foreach (string text in SuiteCases.InvalidText())
            {
                Play(isClient, "81" + text + "|8803EF");
            }
        }

        /// <summary>Cases 6.4.3 and 6.4.4: the rest of the frame is never sent.</summary>
        [TestMethod, DataRow(false), DataRow(true)]
        public void TextIsRefusedInTheMiddleOfAFrame(bool isClient)
        {
            byte[] frame = SuiteFrames.Write("81CEBAE1BDB9CF83CEBCCEB5F4908080656469746564", !isClient);
            int header = isClient ? 2 : 6;
            TestEnd end = SuitePeer.Open(isClient);

            end.Give(Bytes.Part(frame, 0, header + 12));
            Assert.AreEqual("", end.Peer.ReadHex());
            end.Give(Bytes.Part(frame, header + 12, 1));
            Assert.AreEqual(Bytes.ToHex(SuiteFrames.Write("8803EF", isClient)), end.Peer.ReadHex());
            SuitePeer.AssertEnds(end);
        }

        private static void Play(bool isClient, string[] cases)
        {
            foreach (string line in cases)
            {
                Play(isClient, line);
            }
        }

        private static void Play(bool isClient, string line)
        {
            int bar = line.IndexOf('|');
            byte[] sent = SuiteFrames.Write(line.Substring(0, bar), !isClient);
            string expected = Bytes.ToHex(SuiteFrames.Write(line.Substring(bar + 1), isClient));

            foreach (int piece in new int[] { sent.Length, 1 })
            {
                TestEnd end = SuitePeer.Open(isClient);
                end.GiveInPieces(sent, piece);
                Assert.AreEqual(expected, end.Peer.ReadHex(), line);
                SuitePeer.AssertEnds(end);
            }
        }
    }
}
