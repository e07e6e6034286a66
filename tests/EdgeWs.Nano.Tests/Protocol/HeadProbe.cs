using System;
using nanoFramework.TestFramework;

namespace EdgeWs.Nano.Tests
{
    /// <summary>Reads heads of HTTP messages, cut at every place.</summary>
    internal static class HeadProbe
    {
        internal const string RequestLine = "GET /chat HTTP/1.1\r\n";

        /// <summary>Reads a head that must be valid.</summary>
        internal static HttpHead Read(string text)
        {
            HttpHead head = new HttpHead(8192);
            byte[] bytes = Bytes.FromText(text);
            Assert.AreEqual(HttpHead.Complete, Feed(head, bytes, 0, bytes.Length, out int _), text);
            return head;
        }

        /// <summary>Reads the head of an answer, which must be there.</summary>
        /// <param name="text">The answer.</param>
        /// <param name="size">How many bytes come at a time.</param>
        internal static AnswerHead ReadAnswer(string text, int size = 1000)
        {
            AnswerHead head = new AnswerHead(8192);
            byte[] bytes = Bytes.FromText(text);
            ByteCursor input = new ByteCursor(size);
            bool isThere = false;
            for (int at = 0; at < bytes.Length && !isThere; at += size)
            {
                input.Position = 0;
                input.End = bytes.Length - at < size ? bytes.Length - at : size;
                Array.Copy(bytes, at, input.Buffer, 0, input.End);
                isThere = head.Append(input);
            }

            Assert.IsTrue(isThere, text);
            return head;
        }

        /// <summary>Reads the header fields of a request.</summary>
        /// <param name="lines">The lines without the request line and without the blank line.</param>
        internal static WsHeaders ReadFields(string lines) => Read(RequestLine + lines + "\r\n").Headers;

        /// <summary>Asserts a result: whole, byte by byte, and cut in two at every place.</summary>
        internal static void Check(int expected, byte[] bytes, int maxSize)
        {
            string name = Bytes.ToText(bytes.Length > 60 ? Bytes.Part(bytes, 0, 60) : bytes);
            Assert.AreEqual(expected, FeedPieces(new HttpHead(maxSize), bytes, 1), name);
            for (int cut = 0; cut < bytes.Length; cut++)
            {
                HttpHead head = new HttpHead(maxSize);
                int result = Feed(head, bytes, 0, cut, out int _);
                if (result == HttpHead.Incomplete)
                {
                    result = Feed(head, bytes, cut, bytes.Length - cut, out int _);
                }

                Assert.AreEqual(expected, result, name + " cut at " + cut.ToString());
            }
        }

        internal static int FeedPieces(HttpHead head, byte[] bytes, int size)
        {
            int result = HttpHead.Incomplete;
            for (int at = 0; at < bytes.Length && result == HttpHead.Incomplete; at += size)
            {
                result = Feed(head, bytes, at, bytes.Length - at < size ? bytes.Length - at : size, out int _);
            }

            return result;
        }

        /// <summary>Feeds one piece, which stands in the middle of the input.</summary>
        /// <param name="left">The bytes that were left alone.</param>
        internal static int Feed(HttpHead head, byte[] bytes, int offset, int count, out int left)
        {
            ByteCursor input = new ByteCursor(count + 6);
            Array.Copy(bytes, offset, input.Buffer, 3, count);
            input.Position = 3;
            input.End = count + 3;
            int result = head.Append(input);
            left = input.End - input.Position;
            return result;
        }
    }
}
