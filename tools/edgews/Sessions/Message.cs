using System;

namespace EdgeWs.Cli
{
    /// <summary>A message that was received or sent.</summary>
    /// <param name="Time">When the last of it arrived, or when it was sent.</param>
    /// <param name="IsText">Text or binary.</param>
    /// <param name="Data">The payload.</param>
    internal sealed record Message(DateTimeOffset Time, bool IsText, byte[] Data);
}
