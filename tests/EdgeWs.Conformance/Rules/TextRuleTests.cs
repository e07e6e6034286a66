using System;
using EdgeWs.Testing.Wire;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace EdgeWs.Conformance.Rules
{
    /// <summary>Text is judged octet by octet as .NET's decoder judges it, for every octet that can begin a character.</summary>
    [TestClass]
    [TestCategory("InMemory")]
    public class TextRuleTests
    {
        // The ends of all the ranges that RFC 3629 has for a second octet.
        private static readonly byte[] s_seconds = { 0x00, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xFF };

        [TestMethod]
        [DataRow(true)]
        [DataRow(false)]
        public void EveryFirstOctetWithTheEndsOfEveryRange(bool isServer)
        {
            for (int first = 0x7F; first < 256; first++)
            {
                foreach (byte second in s_seconds)
                {
                    AssertJudged(isServer, [(byte)'a', (byte)first, second, 0x80, 0x80, (byte)'z']);
                    AssertJudged(isServer, [(byte)'a', (byte)first, second, 0xBF, 0x7F, (byte)'z']);
                    AssertJudged(isServer, [(byte)'a', (byte)first, second, 0xBF, 0xC0, (byte)'z']);
                    AssertJudged(isServer, [(byte)'a', (byte)first, second]);
                }
            }
        }

        private static void AssertJudged(bool isServer, byte[] text)
        {
            int failure = Utf8Scan.FindFailure(text, true);
            Conversation talk = new Conversation(isServer);
            byte[] frame = new FrameWriter(isServer).Write(Conversation.Text, text);
            int header = frame.Length - text.Length;
            string what = Convert.ToHexString(text) + " at " + failure;
            if (failure < 0)
            {
                talk.Link.Write(frame);
                talk.Inbox.WaitForAnswers(1);
                Assert.IsTrue(talk.Inbox.Answers[0].Payload.Span.SequenceEqual(text), what);
                return;
            }

            int bad = header + Math.Min(failure, text.Length - 1);
            talk.Link.Write(frame.AsSpan(0, bad));
            talk.Inbox.Drain();
            Assert.AreEqual(0, talk.Inbox.CloseCode, what);
            talk.Link.Write(frame.AsSpan(bad, 1));
            talk.Inbox.Drain();
            Assert.AreEqual(1007, talk.Inbox.CloseCode, what);
        }
    }
}
