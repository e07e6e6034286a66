using System;

namespace EdgeWs.Fuzz
{
    /// <summary>The one exception that a session may see: its own handler threw it.</summary>
    internal sealed class HandlerException : Exception
    {
    }
}
