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
        /// <remarks>With <see cref="CaCertificate"/> or <see cref="AcceptAnyServer"/> it may begin with wss. The fleet sample takes several, with commas in between.</remarks>
        internal const string ServerUrl = "ws://192.168.1.10:8000/";

        /// <summary>For wss, client: the authority that the server's certificate is of, or that certificate itself, in PEM.</summary>
        /// <remarks>
        /// docs/tls.md shows how to make it, docs/getting-started.md how to write its lines here. Leave it empty to trust what is
        /// stored on the board.
        /// </remarks>
        internal const string CaCertificate = "";

        /// <summary>For wss, client: true to try things out without a certificate. Anybody can pose as the server then.</summary>
        internal const bool AcceptAnyServer = false;

        /// <summary>For wss, server: its certificate in PEM. Leave it empty to serve ws.</summary>
        /// <remarks>A certificate is no secret; its key is. Do not publish a program that has one in it.</remarks>
        internal const string ServerCertificate = "";

        /// <summary>For wss, server: the key of its certificate, in PEM without a password.</summary>
        internal const string ServerKey = "";
    }
}
