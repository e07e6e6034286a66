using System;

namespace EdgeWs.Nano
{
    /// <summary>
    /// The head of an HTTP/1.1 message, RFC 7230 section 3: a start line, header fields, a blank line. Read as it arrives, in
    /// pieces of any size; what follows the blank line is left alone.
    /// </summary>
    internal sealed class HttpHead
    {
        /// <summary>The blank line has not come yet.</summary>
        internal const int Incomplete = 0;

        /// <summary>All is here and well-formed. Any other result is the HTTP status with which to refuse it.</summary>
        internal const int Complete = 200;

        /// <summary>The most header fields.</summary>
        internal const int MaxFields = 64;

        // How many bytes are taken at a time at the most; and the least that the text grows by, where the head comes in small pieces.
        private const int MostStep = 512;
        private const int LeastStep = 128;

        /// <summary>The bytes; the start line stands at their beginning.</summary>
        internal byte[] Text;

        private readonly int _maxSize;
        private int[] _index = new int[WsHeaders.IndexSize(WsHeaders.FieldStep)];
        private int _length;
        private int _lineStart;
        private int _fields;
        private bool _hasStartLine;

        /// <param name="maxSize">The most bytes, the blank line included; at most 65,535.</param>
        internal HttpHead(int maxSize)
        {
            _maxSize = maxSize;
        }

        /// <summary>Where the start line begins and ends.</summary>
        internal int StartLineStart;

        internal int StartLineEnd;

        internal WsHeaders Headers => new WsHeaders(Text, _index, _fields);

        /// <summary>Takes from the input up to the end of the head.</summary>
        /// <returns><see cref="Incomplete"/>, <see cref="Complete"/>, or the status with which to refuse: 400 or 431.</returns>
        internal int Append(ByteCursor input)
        {
            while (input.Position < input.End)
            {
                int seen = _length;
                if (!Take(input))
                {
                    return 431;
                }

                int lineFeed;
                while ((lineFeed = Array.IndexOf(Text, Ascii.LineFeed, seen, _length - seen)) >= 0)
                {
                    seen = lineFeed + 1;
                    int result = EndLine(_lineStart, lineFeed - 1);
                    if (result != Incomplete)
                    {
                        input.Position -= _length - seen;
                        _length = seen;
                        return result;
                    }

                    _lineStart = seen;
                }

                if (!_hasStartLine && _lineStart < _length && Text[_lineStart] != '\r' && !IsStart(Text, _lineStart))
                {
                    // Not HTTP at all, such as the hello of a TLS client: no line may ever end, so say it now.
                    return 400;
                }
            }

            return Incomplete;
        }

        /// <summary>Takes bytes from the input; the last of them may be none of the head.</summary>
        /// <returns>False when there are too many.</returns>
        private bool Take(ByteCursor input)
        {
            int count = _maxSize - _length;
            if (count > MostStep)
            {
                count = MostStep;
            }

            if (count > input.End - input.Position)
            {
                count = input.End - input.Position;
            }

            if (Text == null || count > Text.Length - _length)
            {
                byte[] larger = new byte[_length + (Text != null && count < LeastStep ? LeastStep : count)];
                if (_length > 0)
                {
                    Array.Copy(Text, 0, larger, 0, _length);
                }

                Text = larger;
            }

            Array.Copy(input.Buffer, input.Position, Text, _length, count);
            _length += count;
            input.Position += count;
            return count > 0;
        }

        /// <summary>Judges a line.</summary>
        /// <param name="start">Where it begins.</param>
        /// <param name="end">Where its end must be: a carriage return, which the line feed follows.</param>
        private int EndLine(int start, int end)
        {
            byte[] text = Text;
            if (end < start || text[end] != '\r')
            {
                return 400;
            }

            if (!_hasStartLine)
            {
                // An empty line before the start line is to be passed over, RFC 7230 section 3.5.
                _hasStartLine = end > start;
                StartLineStart = start;
                StartLineEnd = end;
                return !_hasStartLine || (IsStart(text, start) && Ascii.IsFieldValue(text, start, end)) ? Incomplete : 400;
            }

            if (end == start)
            {
                return Complete;
            }

            if (_fields == MaxFields)
            {
                return 431;
            }

            // No white space before the colon, and no folded lines, which begin with some: RFC 7230 sections 3.2.4.
            int colon = Array.IndexOf(text, Ascii.Colon, start, end - start);
            if (colon < 0 || !Ascii.IsToken(text, start, colon) || !Ascii.IsFieldValue(text, colon, end))
            {
                return 400;
            }

            WsHeaders.Add(ref _index, ref _fields, text, start, colon, end);
            return Incomplete;
        }

        /// <summary>Whether a start line may begin so: as a token does, with a letter most likely.</summary>
        private static bool IsStart(byte[] text, int at)
        {
            return (uint)((text[at] | 0x20) - 'a') <= 'z' - 'a' || Ascii.IsToken(text, at, at + 1);
        }
    }
}
