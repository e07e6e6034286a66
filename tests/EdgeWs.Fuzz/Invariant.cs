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
    }

    /// <summary>An input made the library do what it never may.</summary>
    internal sealed class InvariantException(string message) : Exception(message);
}
