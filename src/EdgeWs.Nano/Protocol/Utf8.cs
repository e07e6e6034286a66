using System.Text;

namespace EdgeWs.Nano
{
    /// <summary>The encoding of all text, kept: the device's <see cref="Encoding.UTF8"/> is a new object each time.</summary>
    internal static class Utf8
    {
        internal static readonly Encoding Encoding = Encoding.UTF8;
    }
}
