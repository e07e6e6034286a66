using System.Text;

namespace EdgeWs.Interop.Tests.Samples
{
    /// <summary>A device of the Fleet sample, byte by byte, with a broker that the test plays: MQTT 3.1.1.</summary>
    [TestClass]
    public class FleetDeviceTests : LoopTest
    {
        // No reading comes in between: the first one has a random moment within this time, a week nearly.
        private const string Never = "600000000";

        private static readonly byte[] s_accepted = [0x20, 2, 0, 0];
        private static readonly byte[] s_acceptedAgain = [0x20, 2, 1, 0];
        private static readonly byte[] s_subscribed = [0x90, 6, 0, 1, 1, 0, 0, 0];

        private ServerHost _broker;
        private ChildProcess _device;

        [TestInitialize]
        public void StartDevice()
        {
            _broker = StartServer(new WsServerOptions { Protocols = ["mqtt"] });
            _device = ChildProcess.StartProgram("desktop/Fleet", "--urls", _broker.Url, "--every", Never);
            _broker.Expect("open");
            byte[] connect = Receive();
            byte[] beginning = [0x10, (byte)(connect.Length - 2), 0, 4, .. "MQTT"u8, 4, 0x2C, 0, 60, 0, 8, .. "device-1"u8, 0, 20, .. "fleet/device-1/state"u8];
            CollectionAssert.AreEqual(beginning, connect[..beginning.Length]);
        }

        [TestCleanup]
        public void EndDevice()
        {
            _device?.Dispose();
        }

        [TestMethod]
        public void WhatWasNotAcknowledgedIsSentAgain()
        {
            Send(s_accepted[..3]);
            Send(s_accepted[3..]);
            Assert.AreEqual(0x82, Receive()[0]);

            // Two packets in one message; the command is acknowledged behind its answer.
            Send([.. s_subscribed, .. Command("a1 read", 7)]);
            byte[] state = ExpectPublish(0x33, "\"online\":true");
            byte[] answer = ExpectPublish(0x32, "\"id\":\"a1\"");
            CollectionAssert.AreEqual(new byte[] { 0x40, 2, 0, 7 }, Receive());
            Send(Acknowledge(answer));
            _broker.Close(1001);
            _broker.Events.ExpectLater(EventLog.Closed(1001));

            // The session is there: no subscription again, and what the broker has not got comes first.
            _broker.Expect("open");
            Receive();
            Send(s_acceptedAgain);
            state[0] |= 8;
            CollectionAssert.AreEqual(state, Receive());
            ExpectPublish(0x33, "\"connections\":2");

            // The will of the connection before, which the broker publishes late, is set right.
            Send(Publish(0x30, "fleet/device-1/state", [], "{\"online\":false}"u8));
            ExpectPublish(0x33, "\"online\":true");
        }

        [TestMethod]
        public void WhatFindsNoRoomIsCounted()
        {
            Open();
            int answers = 0;
            int last = 1000;
            Send(Command("first read", last));
            byte[] answer = ExpectPublish(0x32, "\"refused\":0");
            var kept = new List<byte[]>();
            while (answer[0] == 0x32)
            {
                kept.Add(answer);
                answers++;
                Receive();
                Send(Command("more read", ++last));
                answer = Receive();
            }

            // There is no room for the answer: only the acknowledgement comes.
            Assert.IsGreaterThan(20, answers);
            kept.ForEach(packet => Send(Acknowledge(packet)));
            Send(Command("last read", ++last));
            ExpectPublish(0x32, "\"refused\":1");
        }

        [TestMethod]
        public void TooLargeACommandIsAcknowledgedAndForgotten()
        {
            Open();
            Send(Command("a1 " + new string('x', 2000), 7));
            CollectionAssert.AreEqual(new byte[] { 0x40, 2, 0, 7 }, Receive());
            Send(Command("a2 dance", 8));
            ExpectPublish(0x32, "\"id\":\"a2\",\"result\":\"unknown\"");
        }

        [TestMethod]
        [DataRow("F000", "the broker does not keep to the protocol")]
        [DataRow("30FFFFFFFF", "the broker does not keep to the protocol")]
        [DataRow("900700010000000000", "the broker does not keep to the protocol")]
        [DataRow("9006000180000000", "a subscription was refused")]
        public void ABrokerThatIsNoneIsLeft(string packet, string cause)
        {
            Send([.. s_accepted, .. Convert.FromHexString(packet)]);
            _broker.Events.ExpectLater(EventLog.Closed(1008));
            _device.ExpectLine(cause);
            _broker.Expect("open");
        }

        /// <summary>Has the device connected, and its state acknowledged.</summary>
        private void Open()
        {
            Send(s_accepted);
            Receive();
            Send(s_subscribed);
            Send(Acknowledge(ExpectPublish(0x33, "\"online\":true")));
        }

        private static byte[] Command(string command, int identifier)
        {
            return Publish(0x32, "fleet/device-1/cmd", [(byte)(identifier >> 8), (byte)identifier], Encoding.ASCII.GetBytes(command));
        }

        private static byte[] Publish(byte head, string topic, byte[] identifier, ReadOnlySpan<byte> payload)
        {
            int length = 2 + topic.Length + identifier.Length + payload.Length;
            byte[] size = length < 128 ? [(byte)length] : [(byte)(length | 128), (byte)(length >> 7)];
            return [head, .. size, 0, (byte)topic.Length, .. Encoding.ASCII.GetBytes(topic), .. identifier, .. payload];
        }

        private static byte[] Acknowledge(byte[] publish)
        {
            int topic = publish[1] < 128 ? 2 : 3;
            int identifier = topic + 2 + publish[topic + 1];
            return [0x40, 2, publish[identifier], publish[identifier + 1]];
        }

        private byte[] ExpectPublish(byte head, string part)
        {
            byte[] packet = Receive();
            Assert.AreEqual(head, packet[0]);
            StringAssert.Contains(Encoding.ASCII.GetString(packet), part);
            return packet;
        }

        private byte[] Receive()
        {
            string line = _broker.Events.Next();
            StringAssert.StartsWith(line, "binary:");
            return Convert.FromHexString(line["binary:".Length..]);
        }

        private void Send(byte[] bytes)
        {
            Assert.IsTrue(Loop.Do(() => _broker.Channel.Send(bytes)));
        }
    }
}
