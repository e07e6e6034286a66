using System;

namespace EdgeWs.Fuzz
{
    /// <summary>Choices.</summary>
    internal static class RandomExtensions
    {
        /// <summary>True once in so many times.</summary>
        internal static bool OneIn(this Random random, int times)
        {
            return random.Next(times) == 0;
        }

        internal static T Pick<T>(this Random random, params T[] items)
        {
            return items[random.Next(items.Length)];
        }

        internal static byte[] Bytes(this Random random, int count)
        {
            byte[] bytes = new byte[count];
            random.NextBytes(bytes);
            return bytes;
        }
    }
}
