using System;
using System.IO;
using System.Linq;
using EdgeWs.DeviceGuards.Documents;

namespace EdgeWs.Desktop.Tests.Interop
{
    /// <summary>Mosquitto, listening for WebSockets, with the configuration of docs/subprotocols.md.</summary>
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
            return new MosquittoBroker(ConfiguredProgram.Start("mosquitto", Configure, (folder, file) => Arguments(file), " running"));
        }

        /// <summary>Its command line.</summary>
        public static string[] Arguments(string file)
        {
            return ["-c", file, "-v"];
        }

        public void Dispose()
        {
            _program.Dispose();
        }

        private static string Configure(string folder, int port)
        {
            // Its other listener is a socket in the folder. As another user than root, which it would become, it could not use that.
            return Document.Find(Repository.Root, "docs/subprotocols.md").Blocks.Single(block => block.Language == "conf").Content
                .Replace("listener 1883 127.0.0.1", "listener 0 " + Path.Combine(folder, "mqtt"))
                .Replace("listener 9001", "listener " + port + " 127.0.0.1")
                + "user root\n";
        }
    }
}
