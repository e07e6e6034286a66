
namespace EdgeWs.Nano
{
    /// <summary>What the values that an application sends become as messages.</summary>
    internal static class Payload
    {
        /// <summary>The bytes of a text message.</summary>
        internal static byte[] FromText(string text)
        {
            return TextEncoding.Utf8.GetBytes((string)Check.NotNull(text));
        }

        /// <summary>The text that a value is sent as: see <see cref="PayloadText"/> and <see cref="JsonWriter"/>.</summary>
        internal static string ToText(object value, WsFormatter formatter)
        {
            return PayloadText.ToText(value) ?? JsonWriter.Write(value, formatter);
        }
    }
}
