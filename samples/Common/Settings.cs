namespace EdgeWs.Samples
{
    /// <summary>What you have to change before you flash a sample.</summary>
    internal static class Settings
    {
        /// <summary>The Wi-Fi to join, a network of 2.4 GHz. Leave it as it is to use what is stored on the board already.</summary>
        internal const string Ssid = "";

        /// <summary>The password of the Wi-Fi.</summary>
        internal const string Password = "";

        /// <summary>Where the client sample connects: what the server sample prints when it is ready.</summary>
        internal const string ServerUrl = "ws://192.168.1.10:8000/";
    }
}
