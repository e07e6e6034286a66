using System;
using System.Linq;
using System.Text.RegularExpressions;
using EdgeWs.Desktop.Tests.Interop;
using EdgeWs.Desktop.Tests.Loops;
using EdgeWs.Desktop.Tests.Peers;
using EdgeWs.Desktop.Tests.Platform;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace EdgeWs.Desktop.Tests.Documents
{
    /// <summary>Runs programs of this repository as the documents say, and those that they talk to.</summary>
    internal static class ProgramRun
    {
        /// <summary>Runs a program until it writes a line.</summary>
        public static void Expect(DocumentedCommand command, string line, params (string Pattern, string Here)[] places)
        {
            using ChildProcess process = command.Run(Repository.Root, places);
            ExpectLine(process, line);
        }

        public static void Server(DocumentedCommand command)
        {
            Expect(command, command.Words.Contains("--tls") ? "^listening on wss:" : "^listening on ws:", (@"^\d+$", "0"));
        }

        public static void SecureClient(DocumentedCommand command)
        {
            using SampleServer server = SampleServer.Start("0", "--tls");
            Expect(command, "^connected$", ("(?<=^wss://localhost:)8443", server.Port));
        }

        public static void Client(DocumentedCommand command)
        {
            using SampleServer server = SampleServer.Start();
            Expect(command, "^connected$", ("(?<=^ws://127.0.0.1:)8000", server.Port));
        }

        public static void Tool(DocumentedCommand command)
        {
            using SampleServer server = SampleServer.Start();
            ExpectSuccess(command, ("(?<=^ws://)192.168.1.20:8000", "127.0.0.1:" + server.Port));
        }

        public static void PinClient(DocumentedCommand command)
        {
            using ChildProcess pin = DocumentedCommand.Find("--project desktop/RemotePin ").Run(Repository.Root, ("^8000$", "0"));
            string port = Regex.Match(ExpectLine(pin, "^listening on ws:"), @"\d+(?=/pin$)").Value;
            ExpectSuccess(command, ("(?<=^ws://localhost:)8000(?=/pin$)", port));
            ExpectLine(pin, "^pin 2 high$");
        }

        public static void EdgerosClient(DocumentedCommand command)
        {
            int port = FreePort.Find();
            using ChildProcess server = EdgerosExample.StartServer(EdgerosExample.CSharp, "own-port", port);
            ExpectSuccess(command, ("(?<=^ws://localhost:)8000(?=/chat$)", port.ToString()));
        }

        public static void SerialBridge(DocumentedCommand command)
        {
            using var device = new SerialDevice();
            device.PlugIn();
            Expect(command, "^listening on ws:", ("^8000$", "0"), ("^/dev/ttyUSB0$", device.Path));
        }

        public static void BridgeClient(DocumentedCommand command)
        {
            using UartBridgeProgram bridge = UartBridgeProgram.Start("SIM");
            using ChildProcess tool = command.Run(Repository.Root, ("^ws://localhost:8000/uart$", bridge.Url.ToString()));
            tool.Write("hello\n");
            ExpectLine(tool, @"binary +\d+ B +48\b");
        }

        /// <summary>A line that <c>printf</c> makes is standard input, and is sent.</summary>
        public static void BridgeLine(DocumentedCommand command)
        {
            Match line = Regex.Match(command.Text, @"^printf '(?<line>[^'%]*)' \| (?<rest>dotnet run .*)$");
            Assert.IsTrue(line.Success, command.Text);
            using UartBridgeProgram bridge = UartBridgeProgram.Start("SIM");
            using ChildProcess tool = (command with { Text = line.Groups["rest"].Value })
                .Run(Repository.Root, ("^ws://localhost:8000/uart$", bridge.Url.ToString()));
            tool.Write(Regex.Unescape(line.Groups["line"].Value));
            tool.EndInput();
            Assert.AreEqual(0, tool.WaitForExit(Patience.Limit), tool.Transcript);
            StringAssert.Matches(tool.Transcript, new Regex(@"binary +\d+ B +[0-9a-f]{2}\b"));
        }

        public static void Fleet(DocumentedCommand command)
        {
            using var hub = new EchoServer(options => options.Protocols = ["fleet.v1"]);
            Expect(command, "^reporting$", ("^ws://localhost:9000/$", hub.Url + Exchange.Path));
        }

        public static void Mqtt(DocumentedCommand command)
        {
            using MosquittoBroker broker = MosquittoBroker.Start();
            Expect(command, "^connected$", ("^ws://localhost:9001/$", broker.Url));
        }

        public static void Broker(DocumentedCommand command)
        {
            string[] expected = ["mosquitto", .. MosquittoBroker.Arguments("mosquitto.conf")];
            CollectionAssert.AreEqual(expected, command.Words);
            using MosquittoBroker broker = MosquittoBroker.Start();
        }

        public static void SuiteClient(DocumentedCommand command)
        {
            using var suite = new SmallSuite();
            ExpectSuccess(command, ("^ws://127.0.0.1:9001$", suite.Url));
            Assert.IsTrue(suite.IsReported);
        }

        public static void OpenSslClient(DocumentedCommand command)
        {
            using SampleServer server = SampleServer.Start("0", "--tls");
            Assert.Contains("localhost:8443", command.Words);
            using ChildProcess openssl = Peer.FindProgram("openssl", "openssl")
                .Start([.. command.Text.Replace("localhost:8443", "localhost:" + server.Port).Split(' ')[1..]]);
            openssl.Write("Q\n");
            Assert.AreEqual(0, openssl.WaitForExit(Patience.Limit), openssl.Transcript);
            StringAssert.Contains(openssl.Transcript, "BEGIN CERTIFICATE");
        }

        /// <summary>Passes over lines until one matches.</summary>
        public static string ExpectLine(ChildProcess process, string pattern)
        {
            string line;
            do
            {
                line = process.ReadLine(Patience.Limit);
                Assert.IsNotNull(line, $"'{pattern}' is not in:\n{process.Transcript}");
            }
            while (!Regex.IsMatch(line, pattern));
            return line;
        }

        private static void ExpectSuccess(DocumentedCommand command, params (string Pattern, string Here)[] places)
        {
            using ChildProcess process = command.Run(Repository.Root, places);
            Assert.AreEqual(0, process.WaitForExit(Patience.Limit), process.Transcript);
        }
    }
}
