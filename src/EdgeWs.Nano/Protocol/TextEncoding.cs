using System.Text;

namespace EdgeWs.Nano
{
    /// <summary>The encoding of all text, kept: the device's <see cref="Encoding.UTF8"/> is a new object each time.</summary>
    internal static class TextEncoding
    {
        internal static readonly Encoding Utf8 = Encoding.UTF8;
    }
}
