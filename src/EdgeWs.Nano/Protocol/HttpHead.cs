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

        // Nothing grows by doubling: most heads fit into one or two steps.
        private const int TextStep = 512;
        private const int IndexStep = 16;

        /// <summary>The bytes; the start line stands at their beginning.</summary>
        internal byte[] Text = new byte[0];

        private readonly int _maxSize;
        private int[] _index = new int[IndexStep];
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
        internal int Append(DecoderInput input)
        {
            while (input.Position < input.End)
            {
                byte[] source = input.Buffer;
                int start = input.Position;
                if (!_hasStartLine && _length == _lineStart && source[start] != '\r' && !Ascii.IsToken(source, start, start + 1))
                {
                    // Not HTTP at all, such as the hello of a TLS client: no line may ever end, so say it now.
                    return 400;
                }

                int lineEnd = Ascii.IndexOf(source, (byte)'\n', input.Position, input.End);
                bool isWhole = lineEnd < input.End;
                int count = lineEnd - input.Position + (isWhole ? 1 : 0);

                if (count > _maxSize - _length)
                {
                    return 431;
                }

                if (_length + count > Text.Length)
                {
                    byte[] larger = new byte[((_length + count) / TextStep + 1) * TextStep];
                    Array.Copy(Text, 0, larger, 0, _length);
                    Text = larger;
                }

                Array.Copy(source, input.Position, Text, _length, count);
                _length += count;
                input.Position += count;

                if (isWhole)
                {
                    int result = EndLine();
                    if (result != Incomplete)
                    {
                        return result;
                    }
                }
            }

            return Incomplete;
        }

        private int EndLine()
        {
            int start = _lineStart;
            int end = _length - 2;
            _lineStart = _length;
            if (end < start || Text[end] != '\r')
            {
                return 400;
            }

            if (!_hasStartLine)
            {
                // An empty line before the start line is to be passed over, RFC 7230 section 3.5.
                _hasStartLine = end > start;
                StartLineStart = start;
                StartLineEnd = end;
                return Ascii.IsFieldValue(Text, start, end) ? Incomplete : 400;
            }

            return end == start ? Complete : AddField(start, end);
        }

        private int AddField(int start, int end)
        {
            if (_fields == MaxFields)
            {
                return 431;
            }

            // No white space before the colon, and no folded lines, which begin with some: RFC 7230 sections 3.2.4.
            int colon = Ascii.IndexOf(Text, (byte)':', start, end);
            if (colon == end || !Ascii.IsToken(Text, start, colon) || !Ascii.IsFieldValue(Text, colon, end))
            {
                return 400;
            }

            int value = colon + 1;
            int valueEnd = Ascii.Trim(Text, ref value, end);

            int at = _fields++ * 2;
            if (at == _index.Length)
            {
                int[] larger = new int[at + IndexStep];
                Array.Copy(_index, 0, larger, 0, at);
                _index = larger;
            }

            _index[at] = WsHeaders.Entry(start, colon);
            _index[at + 1] = WsHeaders.Entry(value, valueEnd);
            return Incomplete;
        }
    }
}
