using System;

namespace EdgeWs.Nano
{
    /// <summary>
    /// The head of an answer to a client, RFC 9112 sections 2 to 5. Of its fields only those are kept that a client needs; the
    /// others may have any number and size within the limit for all, and cost nothing.
    /// </summary>
    /// <remarks>
    /// <c>HttpHead</c> is strict, as a server must be towards strangers. A client is told why it was refused by whatever stands
    /// in its way: lines may end in a line feed alone here, and what is malformed counts only where it would open a connection.
    /// </remarks>
    internal sealed class AnswerHead
    {
        // Lower case, between commas.
        private const string OfOpening = ",upgrade,connection,sec-websocket-accept,sec-websocket-protocol,sec-websocket-extensions,";
        private const string OfRefusal = ",location,retry-after,www-authenticate,proxy-authenticate,set-cookie,";

        // So many bytes of a line tell what to do with it: they hold the longest of these names, and the version and the status.
        private const int NameSize = 32;

        // The most bytes that are kept in all; further fields are passed over.
        private const int MaxKept = 4096;
        private const int Step = 128;

        /// <summary>The status; 0 before the first line is there, and for an answer that is none of HTTP/1.1 or 1.0.</summary>
        internal int Status;

        /// <summary>Whether it is of HTTP/1.0, which cannot switch protocols.</summary>
        internal bool IsOld;

        /// <summary>Whether a line is no field.</summary>
        internal bool IsMalformed;

        private byte[] _text = new byte[Step];
        private int[] _index = new int[WsHeaders.IndexSize(WsHeaders.FieldStep)];
        private int _length;
        private int _lineStart;
        private int _fields;
        private int _left;

        // What still comes of the line is of no use.
        private bool _isPassed;

        // Whether the line before is a field that was kept.
        private bool _isKept;
        private bool _hasStatusLine;

        /// <param name="maxSize">The most bytes, those passed over included.</param>
        internal AnswerHead(int maxSize)
        {
            _left = maxSize;
        }

        /// <summary>The fields that were kept.</summary>
        internal WsHeaders Headers => new WsHeaders(_text, _index, _fields);

        /// <summary>Whether there were more bytes than allowed.</summary>
        internal bool IsTooLarge => _left < 0;

        /// <summary>Takes from the input up to the end of the head.</summary>
        /// <returns>Whether it is there, or nothing of it is of use any more: too large, or no HTTP.</returns>
        internal bool Append(ByteCursor input)
        {
            while (input.Position < input.End)
            {
                int lineEnd = Ascii.IndexOf(input.Buffer, Ascii.LineFeed, input.Position, input.End);
                bool isWhole = lineEnd < input.End;
                _left -= lineEnd - input.Position + (isWhole ? 1 : 0);
                if (IsTooLarge)
                {
                    return true;
                }

                Take(input.Buffer, input.Position, lineEnd - input.Position);
                input.Position = isWhole ? lineEnd + 1 : lineEnd;
                if (isWhole && EndLine())
                {
                    return true;
                }
            }

            // What is no HTTP at all, such as an alert of TLS, may never end a line.
            return !_hasStatusLine && _length > 0 && _text[0] != 'H' && _text[0] != '\r';
        }

        private void Take(byte[] source, int offset, int count)
        {
            int missing = NameSize - (_length - _lineStart);
            if (_isPassed)
            {
                return;
            }

            if (missing > 0)
            {
                int first = count < missing ? count : missing;
                Keep(source, offset, first);
                if (first < missing)
                {
                    return;
                }

                if (!_hasStatusLine || !IsNeeded(_length))
                {
                    _isPassed = true;
                    return;
                }

                offset += first;
                count -= first;
            }

            if (_length + count > MaxKept)
            {
                PassOver();
            }
            else
            {
                Keep(source, offset, count);
            }
        }

        /// <summary>A field that is needed is too much to keep: what opens a connection must not lack one.</summary>
        private void PassOver()
        {
            _isPassed = true;
            IsMalformed = true;
        }

        private void Keep(byte[] source, int offset, int count)
        {
            if (_length + count > _text.Length)
            {
                byte[] larger = new byte[_length + count + Step];
                Array.Copy(_text, 0, larger, 0, _length);
                _text = larger;
            }

            Array.Copy(source, offset, _text, _length, count);
            _length += count;
        }

        /// <returns>Whether it was the last.</returns>
        private bool EndLine()
        {
            int start = _lineStart;
            int size = _length - start;
            int end = size > 0 && !_isPassed && _text[_length - 1] == '\r' ? _length - 1 : _length;
            bool isKept = false;
            if (!_hasStatusLine)
            {
                // An empty line before the first is passed over.
                _hasStatusLine = end > start;
                if (_hasStatusLine && !ReadStatus(start, end))
                {
                    return true;
                }
            }
            else if (end == start)
            {
                return true;
            }
            else if (!_isPassed && (size >= NameSize || IsNeeded(end)))
            {
                if (end > MaxKept)
                {
                    PassOver();
                }

                isKept = !_isPassed && AddField(start, end);
            }

            _length = isKept ? end : start;
            _lineStart = _length;
            _isKept = isKept;
            _isPassed = false;
            return false;
        }

        /// <summary>Reads the status line, RFC 9112 section 4.</summary>
        private bool ReadStatus(int start, int end)
        {
            if (end - start < 12 || Ascii.GetString(_text, start, 7) != "HTTP/1." || _text[start + 8] != ' '
                || (end - start > 12 && _text[start + 12] != ' '))
            {
                return false;
            }

            int status = 0;
            for (int i = start + 9; i < start + 12; i++)
            {
                int digit = _text[i] - '0';
                if (digit < 0 || digit > 9)
                {
                    return false;
                }

                status = status * 10 + digit;
            }

            IsOld = _text[start + 7] != '1';
            Status = status < 100 ? 0 : status;
            return Status > 0;
        }

        /// <summary>Whether the line is a field that is to be kept.</summary>
        /// <param name="end">As far as the line is here.</param>
        private bool IsNeeded(int end)
        {
            if (_text[_lineStart] == ' ' || _text[_lineStart] == '\t')
            {
                // A folded line goes on with the field before, RFC 9112 section 5.2, and is of as little use.
                IsMalformed |= _isKept;
                return false;
            }

            int colon = Ascii.IndexOf(_text, Ascii.Colon, _lineStart, end);
            if (colon == end && end - _lineStart >= NameSize)
            {
                // A name that is none of those wanted.
                return false;
            }

            if (colon == end || !Ascii.IsToken(_text, _lineStart, colon))
            {
                IsMalformed = true;
                return false;
            }

            string name = "," + Ascii.GetString(_text, _lineStart, colon - _lineStart).ToLower() + ",";
            return (Status == ClientHandshake.Accepted ? OfOpening : OfRefusal).IndexOf(name) >= 0;
        }

        private bool AddField(int start, int end)
        {
            int colon = Ascii.IndexOf(_text, Ascii.Colon, start, end);
            if (!Ascii.IsFieldValue(_text, colon, end))
            {
                IsMalformed = true;
                return false;
            }

            WsHeaders.Add(ref _index, ref _fields, _text, start, colon, end);
            return true;
        }
    }
}
