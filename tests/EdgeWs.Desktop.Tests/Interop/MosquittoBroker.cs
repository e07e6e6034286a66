using System;
using System.IO;
using System.Net;
using System.Net.Sockets;
using EdgeWs.Desktop.Tests.Peers;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace EdgeWs.Desktop.Tests.Interop
{
    /// <summary>Mosquitto, listening for WebSockets.</summary>
    internal sealed class MosquittoBroker : IDisposable
    {
        private const int Attempts = 5;

        private readonly ChildProcess _process;
        private readonly DirectoryInfo _folder;

        private MosquittoBroker(ChildProcess process, DirectoryInfo folder, int port)
        {
            _process = process;
            _folder = folder;
            Url = "ws://127.0.0.1:" + port + "/";
        }

        public string Url { get; }

        public string Transcript => "mosquitto:\n" + _process.Transcript;

        public static MosquittoBroker Start()
        {
            Peer mosquitto = Peer.FindProgram("mosquitto", "mosquitto");
            DirectoryInfo folder = Directory.CreateTempSubdirectory("edgews-mosquitto-");
            string transcript = string.Empty;
            for (int i = 0; i < Attempts; i++)
            {
                // It cannot have a port chosen for it, and what is free now may not be in a moment.
                int port = FindFreePort();
                string file = Path.Combine(folder.FullName, "mosquitto.conf");

                // Version 2.0.11 ends at once when it has no listener but one for WebSockets. As another user than root, which
                // it would become, it could not use the folder.
                string plain = "listener 0 " + Path.Combine(folder.FullName, "mqtt") + "\n";
                File.WriteAllText(file, plain + "listener " + port + " 127.0.0.1\nprotocol websockets\nallow_anonymous true\nuser root\n");
                ChildProcess process = mosquitto.Start("-c", file, "-v");
                if (IsReady(process))
                {
                    return new MosquittoBroker(process, folder, port);
                }

                transcript = process.Transcript;
                process.Dispose();
            }

            folder.Delete(true);
            throw new AssertFailedException("mosquitto does not start:\n" + transcript);
        }

        public void Dispose()
        {
            _process.Dispose();
            _folder.Delete(true);
        }

        private static int FindFreePort()
        {
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            return ((IPEndPoint)socket.LocalEndPoint).Port;
        }

        private static bool IsReady(ChildProcess process)
        {
            string line;
            while ((line = process.ReadLine(Deadlines.Step)) != null)
            {
                if (line.EndsWith(" running", StringComparison.Ordinal))
                {
                    return true;
                }
            }

            return false;
        }
    }
}
