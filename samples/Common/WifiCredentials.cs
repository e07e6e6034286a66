namespace EdgeWs.Samples
{
    /// <summary>The network that the samples join. Put yours here; nothing else has to be changed.</summary>
    internal static class WifiCredentials
    {
        internal const string Ssid = "your-network";

        internal const string Password = "your-password";
    }
}
