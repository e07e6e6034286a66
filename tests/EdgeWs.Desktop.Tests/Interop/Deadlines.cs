using System;

namespace EdgeWs.Desktop.Tests.Interop
{
    /// <summary>How long to wait before a test fails. Nothing ever takes this long where all is well.</summary>
    internal static class Deadlines
    {
        public static readonly TimeSpan Step = TimeSpan.FromSeconds(30);
    }
}
