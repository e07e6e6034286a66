using System;

namespace EdgeWs.Nano
{
    /// <summary>The header fields of an HTTP message, RFC 7230 section 3.2. Names are compared without regard to case.</summary>
    /// <remarks>They are kept as the bytes that arrived; a string is made when one is asked for.</remarks>
    public sealed class WsHeaders
    {
        // First a bit for each length of a name, modulo 32, so that most look-ups of what is not there end at once. Then two
        // entries a field: where the name begins and its length, where the value begins and its length, 16 bits each.
        private const int LengthBits = 16;
        private const int LengthMask = (1 << LengthBits) - 1;

        private const int Found = -2;

        /// <summary>How many fields an index begins with, and by how many it grows.</summary>
        internal const int FieldStep = 4;

        // As long as a Sec-WebSocket-Key is.
        private const int LongestShort = 24;

        private readonly byte[] _text;
        private readonly int[] _index;
        private readonly int _count;

        /// <param name="text">The bytes that the index refers to; at most 65,535.</param>
        /// <param name="index">The entries, made with <see cref="Put"/>.</param>
        /// <param name="count">The number of fields.</param>
        internal WsHeaders(byte[] text, int[] index, int count)
        {
            _text = text;
            _index = index;
            _count = count;
        }

        /// <summary>How many fields there are.</summary>
        public int Count => _count;

        /// <summary>The value of a field; of one that occurs several times all values, joined by commas; null when there is none.</summary>
        /// <exception cref="ArgumentNullException"><paramref name="name"/> is null.</exception>
        public string this[string name]
        {
            get
            {
                Check.NotNull(name);
                int first = Find(name, 0);
                return first < 0 ? null : Find(name, first + 1) < 0 ? GetValue(first) : Join(name, first);
            }
        }

        /// <summary>The name of a field as it was sent.</summary>
        /// <exception cref="ArgumentOutOfRangeException">There is no field with this index.</exception>
        public string GetName(int index)
        {
            return GetString(NameOf(Existing(index)));
        }

        /// <summary>The value of a field, without the white space around it. Bytes that are not UTF-8 are taken as ISO 8859-1.</summary>
        /// <exception cref="ArgumentOutOfRangeException">There is no field with this index.</exception>
        public string GetValue(int index)
        {
            return GetString(ValueOf(Existing(index)));
        }

        /// <summary>How long an index must be.</summary>
        internal static int IndexSize(int count)
        {
            return count * 2 + 1;
        }

        /// <summary>Adds a line to an index, which grows by a few fields at a time.</summary>
        /// <param name="index">The index.</param>
        /// <param name="count">How many fields it has.</param>
        /// <param name="text">What it refers to.</param>
        /// <param name="start">Where the line begins.</param>
        /// <param name="colon">Where its name ends.</param>
        /// <param name="end">Where it ends.</param>
        internal static void Add(ref int[] index, ref int count, byte[] text, int start, int colon, int end)
        {
            if (count * 2 + 1 == index.Length)
            {
                int[] larger = new int[IndexSize(count + FieldStep)];
                Array.Copy(index, 0, larger, 0, index.Length);
                index = larger;
            }

            int value = colon + 1;
            end = Ascii.Trim(text, ref value, end);
            Put(index, count++, start, colon - start, value, end - value);
        }

        /// <summary>Writes a field into an index that is long enough.</summary>
        internal static void Put(int[] index, int field, int name, int nameLength, int value, int valueLength)
        {
            index[0] |= 1 << nameLength;
            field = field * 2 + 1;
            index[field] = (name << LengthBits) | nameLength;
            index[field + 1] = (value << LengthBits) | valueLength;
        }

        /// <summary>Finds a field.</summary>
        /// <returns>The index of the first one at or behind <paramref name="from"/>, or -1.</returns>
        internal int Find(string name, int from)
        {
            int length = name.Length;
            int[] index = _index;
            if ((index[0] & (1 << length)) == 0)
            {
                return -1;
            }

            int end = _count * 2;
            byte[] wanted = null;
            for (int i = from * 2 + 1; i <= end; i += 2)
            {
                if ((index[i] & LengthMask) == length
                    && Ascii.EqualsIgnoreCase(_text, StartOf(index[i]), length, wanted ??= TextEncoding.Utf8.GetBytes(name)))
                {
                    return i >> 1;
                }
            }

            return -1;
        }

        /// <summary>The value of a field that can only be short, so that a long one costs no string.</summary>
        /// <returns>The value; empty where it is long or occurs several times, null where there is none.</returns>
        internal string Short(string name)
        {
            int index = Find(name, 0);
            return index < 0 ? null
                : Find(name, index + 1) < 0 && LengthOf(ValueOf(index)) <= LongestShort ? GetValue(index)
                : string.Empty;
        }

        /// <summary>Whether the field occurs exactly once.</summary>
        internal bool HasOne(string name)
        {
            int index = Find(name, 0);
            return index >= 0 && (index + 1 == _count || Find(name, index + 1) < 0);
        }

        /// <summary>Whether one of the comma-separated lists that make up the field's value has a token, without regard to case.</summary>
        internal bool HasToken(string name, string token)
        {
            return Find(name, 0) >= 0 && Walk(name, TextEncoding.Utf8.GetBytes(token), -1, out _) == Found;
        }

        /// <summary>How many tokens the comma-separated lists have that make up the field's value.</summary>
        /// <returns>The number; -1 when one is none.</returns>
        internal int CountTokens(string name)
        {
            return Walk(name, null, -1, out _);
        }

        /// <summary>One of the tokens that <see cref="CountTokens"/> counts.</summary>
        internal string GetToken(string name, int index)
        {
            Walk(name, null, index, out int entry);
            return GetString(entry);
        }

        /// <summary>Goes through the comma-separated lists that make up the field's value.</summary>
        /// <param name="name">The name of the field.</param>
        /// <param name="wanted">Ends at this token, compared without regard to case. With null all must be tokens.</param>
        /// <param name="index">Ends at the token of this index; -1 not to.</param>
        /// <param name="entry">Where it ended.</param>
        /// <returns>How many tokens were passed; <see cref="Found"/> where it ended before the end, -1 where it met something else.</returns>
        private int Walk(string name, byte[] wanted, int index, out int entry)
        {
            entry = 0;
            int count = 0;
            for (int i = Find(name, 0); i >= 0; i = Find(name, i + 1))
            {
                int value = ValueOf(i);
                int end = StartOf(value) + LengthOf(value);
                for (int at = StartOf(value); at < end; at++)
                {
                    int start = at;
                    at = Ascii.IndexOf(_text, Ascii.Comma, at, end);
                    int item = Ascii.Trim(_text, ref start, at);
                    if (item == start)
                    {
                        continue;
                    }

                    if (wanted == null && !Ascii.IsToken(_text, start, item))
                    {
                        return -1;
                    }

                    if (count++ == index || (wanted != null && Ascii.EqualsIgnoreCase(_text, start, item - start, wanted)))
                    {
                        entry = (start << LengthBits) | (item - start);
                        return Found;
                    }
                }
            }

            return count;
        }

        /// <summary>Copies what is worth keeping for as long as the connection lives: all but the fields of the handshake itself, and those that say who asks.</summary>
        /// <returns>Lines for <see cref="FromCompact"/>: without an index, which nobody may ask for.</returns>
        internal byte[] Compact()
        {
            int size = 0;
            for (int i = 0; i < _count; i++)
            {
                size += IsOfHandshake(i) ? 0 : LengthOf(NameOf(i)) + LengthOf(ValueOf(i)) + 2;
            }

            byte[] lines = new byte[size];
            int at = 0;
            for (int i = 0; i < _count; i++)
            {
                if (!IsOfHandshake(i))
                {
                    at = CopyTo(lines, at, NameOf(i));
                    lines[at++] = (byte)':';
                    at = CopyTo(lines, at, ValueOf(i));
                    lines[at++] = (byte)'\n';
                }
            }

            return lines;
        }

        /// <summary>The fields that <see cref="Compact"/> kept.</summary>
        internal static WsHeaders FromCompact(byte[] lines)
        {
            int[] index = new int[IndexSize(FieldStep)];
            int count = 0;
            int end;
            for (int at = 0; at < lines.Length; at = end + 1)
            {
                end = Ascii.IndexOf(lines, Ascii.LineFeed, at, lines.Length);
                Add(ref index, ref count, lines, at, Ascii.IndexOf(lines, Ascii.Colon, at, end), end);
            }

            return new WsHeaders(lines, index, count);
        }

        private int CopyTo(byte[] target, int offset, int entry)
        {
            Array.Copy(_text, StartOf(entry), target, offset, LengthOf(entry));
            return offset + LengthOf(entry);
        }

        /// <summary>Joins the values of several fields of one name in one array, so that a value costs the same wherever it stands.</summary>
        private string Join(string name, int first)
        {
            int size = -2;
            for (int i = first; i >= 0; i = Find(name, i + 1))
            {
                size += LengthOf(ValueOf(i)) + 2;
            }

            byte[] all = new byte[size];
            int at = 0;
            for (int i = first; i >= 0; i = Find(name, i + 1))
            {
                if (i > first)
                {
                    all[at++] = (byte)',';
                    all[at++] = (byte)' ';
                }

                int entry = ValueOf(i);
                Array.Copy(_text, StartOf(entry), all, at, LengthOf(entry));
                at += LengthOf(entry);
            }

            return Ascii.GetString(all, 0, size);
        }

        private bool IsOfHandshake(int field)
        {
            int entry = NameOf(field);
            int start = StartOf(entry);
            int length = LengthOf(entry);
            string name = length == 7 ? "Upgrade" : length == 10 ? "Connection" : length == 6 ? "Cookie" : length == 13 ? "Authorization" : "Sec-WebSocket-";
            return Ascii.EqualsIgnoreCase(_text, start, length > 14 ? 14 : length, TextEncoding.Utf8.GetBytes(name));
        }

        private int NameOf(int field)
        {
            return _index[field * 2 + 1];
        }

        private int ValueOf(int field)
        {
            return _index[field * 2 + 2];
        }

        private int Existing(int field)
        {
            return Check.Within(0, field, _count - 1);
        }

        private string GetString(int entry)
        {
            return Ascii.GetString(_text, StartOf(entry), LengthOf(entry));
        }

        private static int StartOf(int entry)
        {
            return (int)((uint)entry >> LengthBits);
        }

        private static int LengthOf(int entry)
        {
            return entry & LengthMask;
        }
    }
}
