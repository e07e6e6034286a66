using EdgeWs.Desktop.Tests.Loops;
using EdgeWs.Desktop.Tests.Platform;
using EdgeWs.Nano;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace EdgeWs.Desktop.Tests.Interop
{
    /// <summary>MQTT over WebSocket with Mosquitto: byte by byte, and as the sample does it. docs/subprotocols.md explains it.</summary>
    [TestClass]
    public class MosquittoTests
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
            using MosquittoBroker broker = MosquittoBroker.Start();
            using var client = new EchoClient(broker.Url, options => options.Protocols = ["mqtt"]);
            client.ExpectEvent("open mqtt");
            Exchange(client, s_connect, s_connectAnswer);
            Exchange(client, s_subscribe, s_subscribeAnswer);
            Exchange(client, s_publish, s_publish);

            // A packet in two messages, then two packets in one.
            client.Send(s_publish[..5], WsMessageType.Binary);
            Exchange(client, s_publish[5..], s_publish);
            client.Send([.. s_ping, .. s_ping], WsMessageType.Binary);
            client.ExpectMessage(s_pingAnswer, WsMessageType.Binary);
            client.ExpectMessage(s_pingAnswer, WsMessageType.Binary);
            client.AssertNoErrors();
        }

        [TestMethod]
        public void BrokerWithoutTheSubprotocol()
        {
            using MosquittoBroker broker = MosquittoBroker.Start();
            using var client = new EchoClient(broker.Url, options => options.Protocols = ["other"]);
            StringAssert.StartsWith(client.TakeEvent(), "close 1006", broker.Transcript);
            Assert.AreEqual("ConnectionLost 0", client.Failure, broker.Transcript);
        }

        [TestMethod]
        public void Sample()
        {
            using MosquittoBroker broker = MosquittoBroker.Start();
            using var other = new EchoClient(broker.Url, options => options.Protocols = ["mqtt"]);
            other.ExpectEvent("open mqtt");
            Exchange(other, s_connect, s_connectAnswer);

            using ChildProcess sample = ChildProcess.Start("dotnet", Repository.Root, Repository.FindProgram("MqttClient"), broker.Url);
            Expect(sample, broker, "connected");
            Expect(sample, broker, "subscribed");
            Expect(sample, broker, "edgews/counter: 1");
            other.Send([0x30, 14, 0, 8, .. "edgews/x"u8, .. "over"u8], WsMessageType.Binary);
            string line = sample.ReadLine(Patience.Limit);
            while (line.StartsWith("edgews/counter: "))
            {
                line = sample.ReadLine(Patience.Limit);
            }

            Assert.AreEqual("edgews/x: over", line, broker.Transcript);
        }

        [TestMethod]
        public void SampleWithoutABroker()
        {
            string url = "ws://127.0.0.1:" + FreePort.Find() + "/";
            using ChildProcess sample = ChildProcess.Start("dotnet", Repository.Root, Repository.FindProgram("MqttClient"), url);
            Assert.AreEqual("nobody listens there, or it is out of reach", sample.ReadLine(Patience.Limit), sample.Transcript);
        }

        private static void Exchange(EchoClient client, byte[] packet, byte[] answer)
        {
            client.Send(packet, WsMessageType.Binary);
            client.ExpectMessage(answer, WsMessageType.Binary);
        }

        private static void Expect(ChildProcess sample, MosquittoBroker broker, string line)
        {
            Assert.AreEqual(line, sample.ReadLine(Patience.Limit), sample.Transcript + broker.Transcript);
        }
    }
}
