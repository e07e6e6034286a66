using System;

namespace EdgeWs.Fuzz
{
    /// <summary>What must hold whatever the input is.</summary>
    internal static class Invariant
    {
        internal static void Require(bool condition, string what)
        {
            if (!condition)
            {
                throw new InvariantException(what);
            }
        }

        /// <summary>Requires equal bytes, and says where they differ.</summary>
        internal static void RequireEqual(ReadOnlySpan<byte> expected, ReadOnlySpan<byte> actual, string what)
        {
            int common = expected.CommonPrefixLength(actual);
            Require(
                common == expected.Length && common == actual.Length,
                $"{what}: {expected.Length} bytes expected, {actual.Length} found, different from index {common}");
        }
    }

    /// <summary>An input made the library do what it never may.</summary>
    public sealed class InvariantException : Exception
    {
        internal InvariantException(string message)
            : base(message)
        {
        }
    }
}
