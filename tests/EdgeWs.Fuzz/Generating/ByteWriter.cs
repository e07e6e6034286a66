using System;
using System.Collections.Generic;
using System.Text;

namespace EdgeWs.Fuzz
{
    /// <summary>Puts an input together.</summary>
    internal sealed class ByteWriter
    {
        private readonly List<byte> _bytes = new List<byte>();

        internal void Write(int value)
        {
            _bytes.Add((byte)value);
        }

        internal void Write(ReadOnlySpan<byte> bytes)
        {
            _bytes.AddRange(bytes);
        }

        internal void Write(string text)
        {
            Write(Encoding.UTF8.GetBytes(text));
        }

        /// <summary>Writes the lowest bytes of a number, the most significant first.</summary>
        internal void Write(long value, int count)
        {
            while (--count >= 0)
            {
                Write((int)(value >> (8 * count)));
            }
        }

        internal byte[] ToArray()
        {
            return _bytes.ToArray();
        }
    }
}
