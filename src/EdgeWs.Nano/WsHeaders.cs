using System;
using System.Text;

namespace EdgeWs.Nano
{
    /// <summary>The header fields of an HTTP message, RFC 7230 section 3.2. Names are compared without regard to case.</summary>
    /// <remarks>They are kept as the bytes that arrived; a string is made when one is asked for.</remarks>
    public sealed class WsHeaders
    {
        // Two entries a field: where the name begins and its length, where the value begins and its length, 16 bits each.
        private const int LengthBits = 16;
        private const int LengthMask = (1 << LengthBits) - 1;

        private readonly byte[] _text;
        private readonly int[] _index;
        private readonly int _count;

        /// <param name="text">The bytes that the index refers to; at most 65,535.</param>
        /// <param name="index">Two entries a field, made with <see cref="Entry"/>.</param>
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
                byte[] wanted = Encoding.UTF8.GetBytes(name);
                int first = Find(wanted, 0);
                int next = first < 0 ? -1 : Find(wanted, first + 1);
                return first < 0 ? null : next < 0 ? GetValue(first) : Join(wanted, first);
            }
        }

        /// <summary>The name of a field as it was sent.</summary>
        /// <exception cref="ArgumentOutOfRangeException">There is no field with this index.</exception>
        public string GetName(int index)
        {
            return GetString(EntryOf(index, 0));
        }

        /// <summary>The value of a field, without the white space around it. Bytes that are not UTF-8 are taken as ISO 8859-1.</summary>
        /// <exception cref="ArgumentOutOfRangeException">There is no field with this index.</exception>
        public string GetValue(int index)
        {
            return GetString(EntryOf(index, 1));
        }

        internal static int Entry(int start, int end)
        {
            return (start << LengthBits) | (end - start);
        }

        /// <summary>Finds a field.</summary>
        /// <returns>The index of the first one at or behind <paramref name="from"/>, or -1.</returns>
        internal int Find(string name, int from)
        {
            return Find(Encoding.UTF8.GetBytes(name), from);
        }

        /// <summary>Whether the field occurs exactly once.</summary>
        internal bool HasOne(string name)
        {
            int index = Find(name, 0);
            return index >= 0 && Find(name, index + 1) < 0;
        }

        /// <summary>Whether one of the comma-separated lists that make up the field's value has a token, without regard to case.</summary>
        internal bool HasToken(string name, string token)
        {
            byte[] wanted = Encoding.UTF8.GetBytes(token);
            byte[] field = Encoding.UTF8.GetBytes(name);
            int index = Find(field, 0);
            int next = -1;
            while (NextItem(field, ref index, ref next, out int start, out int end))
            {
                if (Ascii.EqualsIgnoreCase(_text, start, end - start, wanted))
                {
                    return true;
                }
            }

            return false;
        }

        /// <summary>Whether the items of the field's lists are tokens, and how many: an empty one is none. Nothing is made of them.</summary>
        /// <returns>The number of tokens, or -1 when an item is something else.</returns>
        internal int CountTokens(string name)
        {
            byte[] field = Encoding.UTF8.GetBytes(name);
            int index = Find(field, 0);
            int next = -1;
            int count = 0;
            while (NextItem(field, ref index, ref next, out int start, out int end))
            {
                if (end > start)
                {
                    if (!Ascii.IsToken(_text, start, end))
                    {
                        return -1;
                    }

                    count++;
                }
            }

            return count;
        }

        /// <summary>Makes strings of the tokens that <see cref="CountTokens"/> counts.</summary>
        internal string[] GetTokens(string name)
        {
            byte[] field = Encoding.UTF8.GetBytes(name);
            string[] tokens = new string[CountTokens(name)];
            int index = Find(field, 0);
            int next = -1;
            int count = 0;
            while (NextItem(field, ref index, ref next, out int start, out int end))
            {
                if (end > start)
                {
                    tokens[count++] = Ascii.GetString(_text, start, end - start);
                }
            }

            return tokens;
        }

        /// <summary>Copies what is worth keeping for as long as the connection lives: all but the fields of the handshake itself.</summary>
        internal WsHeaders Compact()
        {
            int count = 0;
            int size = 0;
            for (int i = 0; i < Count; i++)
            {
                if (!IsOfHandshake(i))
                {
                    count++;
                    size += LengthOf(_index[i * 2]) + LengthOf(_index[i * 2 + 1]);
                }
            }

            byte[] text = new byte[size];
            int[] index = new int[count * 2];
            int at = 0;
            int next = 0;
            for (int i = 0; i < Count; i++)
            {
                if (!IsOfHandshake(i))
                {
                    for (int part = 0; part < 2; part++)
                    {
                        int entry = _index[i * 2 + part];
                        Array.Copy(_text, StartOf(entry), text, at, LengthOf(entry));
                        index[next++] = Entry(at, at + LengthOf(entry));
                        at += LengthOf(entry);
                    }
                }
            }

            return new WsHeaders(text, index, count);
        }

        private bool IsOfHandshake(int field)
        {
            int entry = _index[field * 2];
            int start = StartOf(entry);
            int length = LengthOf(entry);
            string name = length == 7 ? "Upgrade" : length == 10 ? "Connection" : length > 14 ? "Sec-WebSocket-" : null;
            return name != null && Ascii.EqualsIgnoreCase(_text, start, length > 14 ? 14 : length, Encoding.UTF8.GetBytes(name));
        }

        private int Find(byte[] name, int from)
        {
            for (int i = from; i < Count; i++)
            {
                int entry = _index[i * 2];
                if (Ascii.EqualsIgnoreCase(_text, StartOf(entry), LengthOf(entry), name))
                {
                    return i;
                }
            }

            return -1;
        }

        /// <summary>Finds the next item of the comma-separated lists that make up a field's value.</summary>
        /// <param name="name">The name of the field.</param>
        /// <param name="field">The index of its occurrence to look at.</param>
        /// <param name="next">Where to go on in it, -1 at its beginning.</param>
        /// <param name="start">Where the item begins, without the blanks around it.</param>
        /// <param name="end">Where it ends.</param>
        private bool NextItem(byte[] name, ref int field, ref int next, out int start, out int end)
        {
            for (; field >= 0; field = Find(name, field + 1), next = -1)
            {
                int entry = _index[field * 2 + 1];
                int last = StartOf(entry) + LengthOf(entry);
                start = next < 0 ? StartOf(entry) : next;
                if (start < last)
                {
                    end = Ascii.IndexOf(_text, (byte)',', start, last);
                    next = end + 1;
                    end = Ascii.Trim(_text, ref start, end);
                    return true;
                }
            }

            start = 0;
            end = 0;
            return false;
        }

        /// <summary>Joins the values of several fields of one name, in one array: what each costs is not to grow with those before it.</summary>
        private string Join(byte[] name, int first)
        {
            int size = -2;
            for (int i = first; i >= 0; i = Find(name, i + 1))
            {
                size += LengthOf(_index[i * 2 + 1]) + 2;
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

                int entry = _index[i * 2 + 1];
                Array.Copy(_text, StartOf(entry), all, at, LengthOf(entry));
                at += LengthOf(entry);
            }

            return Ascii.GetString(all, 0, size);
        }

        private int EntryOf(int field, int part)
        {
            if (field < 0 || field >= Count)
            {
                throw new ArgumentOutOfRangeException();
            }

            return _index[field * 2 + part];
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
