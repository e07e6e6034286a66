using System;

namespace EdgeWs.Simulation
{
    /// <summary>The library did not keep to what it promises.</summary>
    internal sealed class Violation(string message, Exception inner = null) : Exception(message, inner);
}
