namespace EdgeWs.Nano.Tests
{
    /// <summary>Writes the frames of <see cref="SuiteCases"/>.</summary>
    internal static class SuiteFrames
    {
        /// <summary>Writes frames that a space parts.</summary>
        internal static byte[] Write(string frames, bool masked)
        {
            byte[] all = new byte[0];
            foreach (string frame in frames.Split(' '))
            {
                int first = Bytes.FromHex(frame.Substring(0, 2))[0];
                byte[] payload = Payload(frame.Substring(2));
                all = Bytes.Concat(all, masked ? Frames.Masked(first, payload) : Frames.Unmasked(first, payload));
            }

            return all;
        }

        private static byte[] Payload(string text)
        {
            for (int i = 0; i < text.Length; i++)
            {
                char mark = text[i];
                if (mark == '\'' || mark == '*' || mark == '~')
                {
                    return Bytes.Concat(Bytes.FromHex(text.Substring(0, i)), Marked(mark, text.Substring(i + 1)));
                }
            }

            return Bytes.FromHex(text);
        }

        private static byte[] Marked(char mark, string text)
        {
            if (mark != '\'')
            {
                return Bytes.Fill(mark == '*' ? (byte)0x2A : (byte)0xFE, int.Parse(text));
            }

            byte[] bytes = Bytes.FromText(text);
            for (int i = 0; i < bytes.Length; i++)
            {
                if (bytes[i] == '_')
                {
                    bytes[i] = (byte)' ';
                }
            }

            return bytes;
        }
    }
}
