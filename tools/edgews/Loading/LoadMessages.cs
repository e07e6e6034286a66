using System;
using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace EdgeWs.Cli
{
    /// <summary>
    /// Messages of one client that can be told from each other and from everybody else's: the client's tag and the message's
    /// number, as eight hexadecimal digits each, then a filling that depends on the number.
    /// </summary>
    internal sealed class LoadMessages
    {
        internal const int MinSize = 2 * Digits;

        private const int Digits = 8;
        private const int FirstPrintable = 0x20;
        private const int Printables = 95;

        private readonly byte[] _tag;
        private readonly byte[] _pattern;
        private readonly LoadPlan _plan;

        /// <param name="tag">Another for each client.</param>
        /// <param name="plan">Their size and type.</param>
        internal LoadMessages(uint tag, LoadPlan plan)
        {
            _tag = Hex(tag);
            _plan = plan;
            _pattern = new byte[plan.Size + Printables * 256];
            for (int i = 0; i < _pattern.Length; i++)
            {
                _pattern[i] = (byte)(plan.IsText ? FirstPrintable + i % Printables : i);
            }
        }

        /// <summary>Writes a message to an array of its size.</summary>
        internal void Write(uint number, Span<byte> message)
        {
            _tag.CopyTo(message);
            Hex(number).CopyTo(message[Digits..]);
            Filling(number).CopyTo(message[MinSize..]);
        }

        /// <summary>Returns whether a message is an echo of one of these, as far as its head tells.</summary>
        internal bool IsOurs(Message message, out uint number)
        {
            number = 0;
            ReadOnlySpan<byte> data = message.Data;
            return data.Length >= MinSize
                && data[..Digits].SequenceEqual(_tag)
                && Utf8Parser.TryParse(data.Slice(Digits, Digits), out number, out int read, 'x')
                && read == Digits;
        }

        /// <summary>Returns whether an echo has the type and every byte that were sent.</summary>
        internal bool IsIntact(Message message, uint number)
        {
            return message.IsText == _plan.IsText && message.Data.AsSpan(MinSize).SequenceEqual(Filling(number));
        }

        private ReadOnlySpan<byte> Filling(uint number)
        {
            return _pattern.AsSpan((int)(number % (Printables * 256)), _plan.Size - MinSize);
        }

        private static byte[] Hex(uint value)
        {
            return Encoding.ASCII.GetBytes(value.ToString("x8", CultureInfo.InvariantCulture));
        }
    }
}
