using System;

namespace EdgeWs.Simulation
{
    /// <summary>What the simulated application throws out of its handlers.</summary>
    internal sealed class ScriptException : Exception;
}
