using System;
using EdgeWs.Samples;

namespace EdgeWs.Testee
{
    /// <summary>The client under test on a device.</summary>
    public static class Program
    {
        // Where the fuzzing server runs. Put yours here.
        private const string Url = "ws://192.168.1.10:9001";

        private const string Agent = "EdgeWs.Nano";

        // What a board without PSRAM has room for: a message, its echo, and everything else.
        private const int MaxMessageSize = 16384;

        /// <summary>Starts on the device.</summary>
        public static void Main()
        {
            Network.Join();
            Console.WriteLine(new SuiteClient(Url, Agent, MaxMessageSize).Run() ? "complete" : "broken off");
        }
    }
}
