using System;
using nanoFramework.TestFramework;

namespace EdgeWs.Nano.Tests
{
    [TestClass]
    public class HttpHeadCutTests
    {
        [TestMethod]
        public void A_Start_Line_That_Is_Not_Http_Is_Refused_However_It_Is_Cut()
        {
            CheckRefused("(GET /chat HTTP/1.1\r\nHost: x\r\n\r\n");
            CheckRefused(" GET /chat HTTP/1.1\r\n\r\n");
            CheckRefused("\r\n(\r\n\r\n");
            CheckRefused("\n");
        }

        private static void CheckRefused(string text)
        {
            byte[] stream = Bytes.FromText(text);
            for (int piece = 1; piece <= stream.Length; piece++)
            {
                Assert.AreEqual(400, Read(stream, piece), "in pieces of " + piece.ToString());
            }
        }

        private static int Read(byte[] stream, int piece)
        {
            HttpHead head = new HttpHead(1000);
            DecoderInput input = new DecoderInput(100);
            int result = HttpHead.Incomplete;
            for (int at = 0; at < stream.Length && result == HttpHead.Incomplete; at += piece)
            {
                byte[] part = Bytes.Part(stream, at, at + piece > stream.Length ? stream.Length - at : piece);
                Array.Copy(part, 0, input.Buffer, 0, part.Length);
                input.Position = 0;
                input.End = part.Length;
                result = head.Append(input);
            }

            return result;
        }
    }
}
