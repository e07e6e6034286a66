using System;

namespace EdgeWs.Nano
{
    /// <summary>Checks of arguments. The exceptions carry no text: strings cost flash.</summary>
    internal static class Check
    {
        internal static object NotNull(object value)
        {
            if (value == null)
            {
                throw new ArgumentNullException();
            }

            return value;
        }

        internal static void Argument(bool isValid)
        {
            if (!isValid)
            {
                throw new ArgumentException();
            }
        }

        internal static int AtLeast(int least, int value)
        {
            if (value < least)
            {
                throw new ArgumentOutOfRangeException();
            }

            return value;
        }

        /// <summary>Checks a time in milliseconds. A week at most: later times would look like earlier ones, see <see cref="Clock"/>.</summary>
        internal static int Time(int value, int least)
        {
            return AtLeast(least, value > 7 * 24 * 60 * 60 * 1000 ? -1 : value);
        }

        /// <summary>Checks a message that is part of an array.</summary>
        internal static void Message(byte[] buffer, int offset, int count, WsMessageType type)
        {
            Range(buffer, offset, count);
            MessageType(type);
        }

        /// <summary>Checks a message that is to be sent on.</summary>
        internal static void Whole(WsMessage message)
        {
            NotNull(message?.Payload);
            if (message.Bounds != WsMessage.Whole)
            {
                throw new InvalidOperationException();
            }
        }

        /// <summary>Checks a part of an array.</summary>
        internal static void Range(byte[] buffer, int offset, int count)
        {
            NotNull(buffer);
            if (offset < 0 || count < 0 || count > buffer.Length - offset)
            {
                throw new ArgumentOutOfRangeException();
            }
        }

        internal static void MessageType(WsMessageType type)
        {
            if (type != WsMessageType.Text && type != WsMessageType.Binary)
            {
                throw new ArgumentOutOfRangeException();
            }
        }

        /// <summary>Checks the path of a URL: a slash, then visible ASCII characters other than those that end a path.</summary>
        internal static void Path(string path, bool mayHaveQuery)
        {
            NotNull(path);
            char[] chars = path.ToCharArray();
            bool isPath = chars.Length > 0 && chars[0] == '/';
            foreach (char c in chars)
            {
                isPath &= c > ' ' && c <= '~' && c != '#' && (mayHaveQuery || c != '?');
            }

            Argument(isPath);
        }
    }
}
