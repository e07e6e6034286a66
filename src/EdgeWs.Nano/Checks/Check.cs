using System;
#if DESKTOP
using System.Runtime.CompilerServices;
#endif

namespace EdgeWs.Nano
{
    /// <summary>Checks of arguments. What is wrong is said in words on the desktop only: see <see cref="Words"/>.</summary>
    internal static class Check
    {
        private const int Week = 7 * 24 * 60 * 60 * 1000;

        internal static void Argument(bool isValid, string words)
        {
            if (!isValid)
            {
                throw new ArgumentException(words);
            }
        }

        internal static void State(bool isValid, string words)
        {
            if (!isValid)
            {
                throw new InvalidOperationException(words);
            }
        }

        /// <summary>Checks a part of an array.</summary>
        internal static void Range(byte[] buffer, int offset, int count)
        {
            NotNull(buffer);
            Within(0, offset, buffer.Length);
            Within(0, count, buffer.Length - offset);
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

            Argument(isPath, Words.Path);
        }

#if DESKTOP
        internal static object NotNull(object value, [CallerArgumentExpression("value")] string name = null)
        {
            return value ?? throw new ArgumentNullException(name);
        }

        internal static int AtLeast(int least, int value, [CallerArgumentExpression("value")] string name = null)
        {
            return Within(least, value, int.MaxValue, name);
        }

        /// <summary>Checks a time in milliseconds. A week at most: later times would look like earlier ones, see <see cref="Clock"/>.</summary>
        internal static int Time(int value, int least, [CallerArgumentExpression("value")] string name = null)
        {
            return Within(least, value, Week, name);
        }

        internal static int Within(int least, int value, int most, [CallerArgumentExpression("value")] string name = null)
        {
            if (value < least || value > most)
            {
                throw new ArgumentOutOfRangeException(
                    name, value, most == int.MaxValue ? "It must be " + least + " at least." : "It must be from " + least + " to " + most + (most == Week ? ", in milliseconds." : "."));
            }

            return value;
        }
#else
        internal static object NotNull(object value)
        {
            return value ?? throw new ArgumentNullException();
        }

        internal static int AtLeast(int least, int value)
        {
            return Within(least, value, int.MaxValue);
        }

        internal static int Time(int value, int least)
        {
            return Within(least, value, Week);
        }

        internal static int Within(int least, int value, int most)
        {
            if (value < least || value > most)
            {
                throw new ArgumentOutOfRangeException();
            }

            return value;
        }
#endif
    }
}
