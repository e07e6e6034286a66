using EdgeWs.Interop.Tests.Exchanges;
using EdgeWs.Interop.Tests.Samples;

namespace EdgeWs.Interop.Tests.Programs
{
    /// <summary>
    /// MQTT over WebSocket with Mosquitto, with the configuration of docs/subprotocols.md, which explains it: byte by byte, and as the
    /// fleet's devices speak it.
    /// </summary>
    [TestClass]
    public class MosquittoTests : LoopTest
    {
        // MQTT 3.1.1 sections 3.1, 3.2, 3.8, 3.9, 3.3, 3.12, 3.13.
        private static readonly byte[] s_connect = [0x10, 13, 0, 4, .. "MQTT"u8, 4, 2, 0, 60, 0, 1, (byte)'a'];
        private static readonly byte[] s_connectAnswer = [0x20, 2, 0, 0];
        private static readonly byte[] s_subscribe = [0x82, 8, 0, 7, 0, 3, .. "t/#"u8, 0];
        private static readonly byte[] s_subscribeAnswer = [0x90, 3, 0, 7, 0];
        private static readonly byte[] s_publish = [0x30, 10, 0, 3, .. "t/1"u8, .. "hello"u8];
        private static readonly byte[] s_ping = [0xC0, 0];
        private static readonly byte[] s_pingAnswer = [0xD0, 0];

        [TestMethod]
        public void Packets()
        {
            using ConfiguredProgram broker = StartBroker(out string url);
            ClientHost client = Connect(url, new WsClientOptions { Protocols = ["mqtt"] });
            client.Expect("open");
            Exchange(client, s_connect, s_connectAnswer);
            Exchange(client, s_subscribe, s_subscribeAnswer);
            client.Echo(s_publish);

            // A packet in two messages, then two packets in one.
            client.Send(s_publish[..5]);
            Exchange(client, s_publish[5..], s_publish);
            client.Send([.. s_ping, .. s_ping]);
            client.Expect(EventLog.Binary(s_pingAnswer), EventLog.Binary(s_pingAnswer));
        }

        [TestMethod]
        public void BrokerWithoutTheSubprotocol()
        {
            using ConfiguredProgram broker = StartBroker(out string url);
            Connect(url, new WsClientOptions { Protocols = ["other"] }).ExpectFailure(WsErrorKind.ConnectionLost);
        }

        /// <summary>The fleet of the cluster, unchanged, with its dashboard.</summary>
        [TestMethod]
        public void Fleet()
        {
            using ConfiguredProgram broker = StartBroker(out string url);
            using var observer = new FleetObserver(url);
            using (var devices = new FleetDevices([url], 2, 100))
            {
                devices.AwaitConnected();
                observer.AwaitOnline(2);
                using var visit = new PeerSession("page_fleet.js", url, "2");
                visit.ExpectAll("online", "answers all", "answers group/group-1", "answers device-2", "width 0");
                observer.AwaitReadings(observer.Command("read", 2, "device-1", "device-2"));
            }

            observer.AwaitOnline(0);
            using var again = new FleetDevices([url], 2, 100);
            again.AwaitConnected();
            observer.AwaitOnline(2);
            observer.AwaitReadings(observer.Command("every 200", 2, "all"));
        }

        private static void Exchange(ClientHost client, byte[] packet, byte[] answer)
        {
            client.Send(packet);
            client.Expect(EventLog.Binary(answer));
        }

        private static ConfiguredProgram StartBroker(out string url)
        {
            // Its other listener is a socket in the folder. As another user than root, which it would become, it could not use that.
            var broker = new ConfiguredProgram(
                "mosquitto",
                (folder, port) => Documentation.Block("docs/subprotocols.md", "conf")
                    .Place("listener 1883 127.0.0.1", "listener 0 " + Path.Combine(folder, "mqtt"))
                    .Place("listener 9001", "listener " + port + " 127.0.0.1") + "user root\n",
                (folder, file) => ["-c", file, "-v"],
                " running");
            url = "ws://127.0.0.1:" + broker.Port + "/";
            return broker;
        }
    }
}
