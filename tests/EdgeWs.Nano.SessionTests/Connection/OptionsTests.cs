using System;
using nanoFramework.TestFramework;

namespace EdgeWs.Nano.Tests
{
    /// <summary>Defaults of options, the numbers that they take, and subprotocols. Of all options: DocumentedOptionsTests.</summary>
    [TestClass]
    public class OptionsTests
    {
        private const int Week = 604800000;

        [TestMethod]
        public void SharedDefaults()
        {
            WsOptions[] both = { new WsServerOptions(), new WsClientOptions() };
            foreach (WsOptions options in both)
            {
                Assert.IsNull(options.Scheduler);
                Assert.IsNull(options.Formatter);
                Assert.AreEqual(8192, options.MaxMessageSize);
                Assert.AreEqual(1024, options.MaxFragments);
                Assert.AreEqual(4096, options.MaxBufferedBytes);
                Assert.AreEqual(10000, options.HandshakeTimeout);
                Assert.AreEqual(10000, options.SendTimeout);
                Assert.AreEqual(3000, options.CloseTimeout);
                Assert.AreEqual(30000, options.HeartbeatInterval);
                Assert.AreEqual(10000, options.PongTimeout);
            }
        }

        [TestMethod]
        public void DefaultsOfEachSide()
        {
            WsServerOptions server = new WsServerOptions();
            Assert.AreEqual(5, server.MaxChannels);
            Assert.AreEqual(4, server.MaxHandshakes);
            Assert.AreEqual(4096, server.MaxHandshakeSize);
            Assert.AreEqual(0, server.Protocols.Length);
            Assert.IsTrue(server.KeepHeaders);

            WsClientOptions client = new WsClientOptions();
            Assert.IsNull(client.EndPoint);
            Assert.IsNull(client.Domain);
            Assert.IsNull(client.Path);
            Assert.AreEqual(0, client.Protocols.Length);
            Assert.AreEqual(15000, client.ConnectTimeout);
            Assert.AreEqual(0, client.ReconnectDelay);
            Assert.AreEqual(60000, client.MaxReconnectDelay);
            Assert.AreEqual(0, client.MaxReconnects);
            Assert.AreEqual(30000, client.StableTime);
            Assert.IsFalse(client.KeepMessages);
        }

        [TestMethod]
        public void SharedBounds()
        {
            WsOptions o = new WsClientOptions();
            Takes(1, int.MaxValue, v => o.MaxMessageSize = v, () => o.MaxMessageSize);
            Takes(1, int.MaxValue, v => o.MaxFragments = v, () => o.MaxFragments);
            Takes(0, int.MaxValue, v => o.MaxBufferedBytes = v, () => o.MaxBufferedBytes);
            Takes(1, Week, v => o.HandshakeTimeout = v, () => o.HandshakeTimeout);
            Takes(1, Week, v => o.SendTimeout = v, () => o.SendTimeout);
            Takes(1, Week, v => o.CloseTimeout = v, () => o.CloseTimeout);
            Takes(0, Week, v => o.HeartbeatInterval = v, () => o.HeartbeatInterval);
            Takes(1, Week, v => o.PongTimeout = v, () => o.PongTimeout);
        }

        [TestMethod]
        public void BoundsOfEachSide()
        {
            WsServerOptions s = new WsServerOptions();
            Takes(1, int.MaxValue, v => s.MaxChannels = v, () => s.MaxChannels);
            Takes(1, int.MaxValue, v => s.MaxHandshakes = v, () => s.MaxHandshakes);
            Takes(1, 65535, v => s.MaxHandshakeSize = v, () => s.MaxHandshakeSize);

            WsClientOptions c = new WsClientOptions();
            Takes(1, Week, v => c.ConnectTimeout = v, () => c.ConnectTimeout);
            Takes(0, Week, v => c.ReconnectDelay = v, () => c.ReconnectDelay);
            Takes(1, Week, v => c.MaxReconnectDelay = v, () => c.MaxReconnectDelay);
            Takes(0, int.MaxValue, v => c.MaxReconnects = v, () => c.MaxReconnects);
            Takes(0, Week, v => c.StableTime = v, () => c.StableTime);
        }

        [TestMethod]
        public void ProtocolsMustBeDifferentTokens()
        {
            WsServerOptions options = new WsServerOptions { Protocols = new string[] { "a.b-c_1!", "B" } };
            Assert.AreEqual("B", options.Protocols[1]);

            string[] bad = { string.Empty, " ", "a b", "a,b", "\u00E9", "a/b", "\"a\"", null };
            foreach (string name in bad)
            {
                Assert.ThrowsException(typeof(ArgumentException), () => options.Protocols = new string[] { name });
            }

            Assert.ThrowsException(typeof(ArgumentException), () => options.Protocols = new string[] { "x", "y", "x" });
            Assert.AreEqual("B", options.Protocols[1]);

            options.Protocols = null;
            Assert.AreEqual(0, options.Protocols.Length);
        }

        /// <summary>Checks that a property takes the bounds and nothing outside, and keeps its value then.</summary>
        private static void Takes(int least, int most, Setter set, Getter get)
        {
            set(most);
            Assert.AreEqual(most, get());
            set(least);
            Assert.AreEqual(least, get());
            Assert.ThrowsException(typeof(ArgumentOutOfRangeException), () => set(least - 1));
            Assert.ThrowsException(typeof(ArgumentOutOfRangeException), () => set(int.MinValue));
            if (most < int.MaxValue)
            {
                Assert.ThrowsException(typeof(ArgumentOutOfRangeException), () => set(most + 1));
                Assert.ThrowsException(typeof(ArgumentOutOfRangeException), () => set(int.MaxValue));
            }

            Assert.AreEqual(least, get());
        }

        private delegate void Setter(int value);

        private delegate int Getter();
    }
}
