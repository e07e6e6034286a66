using System.Text;

namespace EdgeWs.Testing
{
    /// <summary>Content for messages.</summary>
    internal static class Content
    {
        /// <summary>Text of this many bytes of UTF-8, with characters of one to four bytes.</summary>
        public static string Text(int count)
        {
            const string Characters = "aé€😀";
            var text = new StringBuilder();
            for (int left = count; left > 0;)
            {
                text.Append(left >= 10 ? Characters : "x");
                left -= left >= 10 ? 10 : 1;
            }

            return text.ToString();
        }

        /// <summary>Bytes that do not repeat every 256, so that a lost or moved piece shows.</summary>
        public static byte[] Bytes(int count)
        {
            var bytes = new byte[count];
            for (int i = 0; i < count; i++)
            {
                bytes[i] = (byte)(i ^ (i >> 8) ^ (i >> 16));
            }

            return bytes;
        }
    }
}
