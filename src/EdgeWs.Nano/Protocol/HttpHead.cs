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
            int result = Incomplete;
            while (result == Incomplete && input.Position < input.End)
            {
                int seen = _length;
                if (!Take(input))
                {
                    return 431;
                }

                while (result == Incomplete)
                {
                    int lineEnd = Array.IndexOf(Text, Ascii.LineFeed, seen, _length - seen);
                    if (lineEnd < 0)
                    {
                        break;
                    }

                    seen = lineEnd + 1;
                    result = EndLine(lineEnd - 1);
                    _lineStart = seen;
                }

                if (result == Complete)
                {
                    input.Position -= _length - seen;
                    _length = seen;
                }
                else if (!_hasStartLine && _lineStart < _length && Text[_lineStart] != '\r' && !Ascii.IsToken(Text, _lineStart, _lineStart + 1))
                {
                    // Not HTTP at all, such as the hello of a TLS client: no line may ever end, so say it now.
                    return 400;
                }
            }

            return result;
        }

        /// <summary>Takes bytes from the input; the last of them may be none of the head.</summary>
        /// <returns>False when there are too many.</returns>
        private bool Take(ByteCursor input)
        {
            int count = input.End - input.Position;
            int most = _maxSize - _length < MostStep ? _maxSize - _length : MostStep;
            if (count > most)
            {
                count = most;
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
        /// <param name="end">Where its end must be: a carriage return, which the line feed follows.</param>
        private int EndLine(int end)
        {
            int start = _lineStart;
            if (end < start || Text[end] != '\r')
            {
                return 400;
            }

            if (_hasStartLine)
            {
                return end == start ? Complete : AddField(start, end);
            }

            // An empty line before the start line is to be passed over, RFC 7230 section 3.5.
            _hasStartLine = end > start;
            StartLineStart = start;
            StartLineEnd = end;
            return !_hasStartLine || (Ascii.IsToken(Text, start, start + 1) && Ascii.IsFieldValue(Text, start, end)) ? Incomplete : 400;
        }

        private int AddField(int start, int end)
        {
            if (_fields == MaxFields)
            {
                return 431;
            }

            // No white space before the colon, and no folded lines, which begin with some: RFC 7230 sections 3.2.4.
            int colon = Ascii.IndexOf(Text, Ascii.Colon, start, end);
            if (colon == end || !Ascii.IsToken(Text, start, colon) || !Ascii.IsFieldValue(Text, colon, end))
            {
                return 400;
            }

            WsHeaders.Add(ref _index, ref _fields, Text, start, colon, end);
            return Incomplete;
        }
    }
}
