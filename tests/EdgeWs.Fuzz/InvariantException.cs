using System;

namespace EdgeWs.Fuzz
{
    /// <summary>An input made the library do what it never may.</summary>
    public sealed class InvariantException : Exception
    {
        internal InvariantException(string message)
            : base(message)
        {
        }
    }
}
