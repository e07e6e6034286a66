using EdgeWs.Samples;

namespace EdgeWs.Testee
{
    /// <summary>The server under test on a device.</summary>
    public static class Program
    {
        private const int Port = 9001;

        // What a board without PSRAM has room for: a message, its echo, and everything else.
        private const int MaxMessageSize = 16384;

        /// <summary>Starts on the device.</summary>
        public static void Main()
        {
            EchoServer.Run(Network.Join(), Port, MaxMessageSize);
        }
    }
}
