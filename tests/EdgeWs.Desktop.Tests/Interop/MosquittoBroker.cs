using System;
using System.IO;

namespace EdgeWs.Desktop.Tests.Interop
{
    /// <summary>Mosquitto, listening for WebSockets.</summary>
    internal sealed class MosquittoBroker : IDisposable
    {
        private readonly ConfiguredProgram _program;

        private MosquittoBroker(ConfiguredProgram program)
        {
            _program = program;
        }

        public string Url => "ws://127.0.0.1:" + _program.Port + "/";

        public string Transcript => _program.Transcript;

        public static MosquittoBroker Start()
        {
            return new MosquittoBroker(ConfiguredProgram.Start("mosquitto", Configure, (folder, file) => ["-c", file, "-v"], " running"));
        }

        public void Dispose()
        {
            _program.Dispose();
        }

        private static string Configure(string folder, int port)
        {
            // Version 2.0.11 ends at once when it has no listener but one for WebSockets. As another user than root, which it
            // would become, it could not use the folder.
            return "listener 0 " + Path.Combine(folder, "mqtt") + "\n"
                + "listener " + port + " 127.0.0.1\nprotocol websockets\nallow_anonymous true\nuser root\n";
        }
    }
}
