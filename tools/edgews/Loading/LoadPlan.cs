using System;

namespace EdgeWs.Cli
{
    /// <summary>What each client of a load does.</summary>
    /// <param name="Size">Bytes in a message, <see cref="LoadMessages.MinSize"/> at least.</param>
    /// <param name="IsText">Text or binary.</param>
    /// <param name="Rate">Messages a second; 0 for the next as soon as the echo of the last is there.</param>
    /// <param name="Timeout">How long to wait for an echo.</param>
    internal sealed record LoadPlan(int Size, bool IsText, int Rate, TimeSpan Timeout);
}
