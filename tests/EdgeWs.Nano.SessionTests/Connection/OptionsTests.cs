using System;
using System.Net;
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
            Takes(1, int.MaxValue, v => o.MaxMessageSize = v, o);
            Takes(1, int.MaxValue, v => o.MaxFragments = v, o);
            Takes(0, int.MaxValue, v => o.MaxBufferedBytes = v, o);
            Takes(1, Week, v => o.HandshakeTimeout = v, o);
            Takes(1, Week, v => o.SendTimeout = v, o);
            Takes(1, Week, v => o.CloseTimeout = v, o);
            Takes(0, Week, v => o.HeartbeatInterval = v, o);
            Takes(1, Week, v => o.PongTimeout = v, o);
        }

        [TestMethod]
        public void BoundsOfEachSide()
        {
            WsServerOptions s = new WsServerOptions();
            Takes(1, int.MaxValue, v => s.MaxChannels = v, s);
            Takes(1, int.MaxValue, v => s.MaxHandshakes = v, s);
            Takes(1, 65535, v => s.MaxHandshakeSize = v, s);

            WsClientOptions c = new WsClientOptions();
            Takes(1, Week, v => c.ConnectTimeout = v, c);
            Takes(0, Week, v => c.ReconnectDelay = v, c);
            Takes(1, Week, v => c.MaxReconnectDelay = v, c);
            Takes(0, int.MaxValue, v => c.MaxReconnects = v, c);
            Takes(0, Week, v => c.StableTime = v, c);
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

        [TestMethod]
        public void RangesAreCheckedWhereOneIsMade()
        {
            WsServerOptions server = new WsServerOptions { MaxChannels = 0 };
            Assert.ThrowsException(typeof(ArgumentOutOfRangeException), () => WsServer.Create("/", server));
            Assert.ThrowsException(typeof(ArgumentOutOfRangeException), () => WsServer.Create("/", new IPEndPoint(IPAddress.Any, 80), server));
            WsClientOptions client = new WsClientOptions { SendTimeout = 0 };
            Assert.ThrowsException(typeof(ArgumentOutOfRangeException), () => WsClient.Create("ws://h/", client));
            Assert.ThrowsException(typeof(ArgumentOutOfRangeException), () => WsClient.CreateAsync("ws://h/", client));
        }

        /// <summary>Checks that an option may have the bounds and nothing outside.</summary>
        private static void Takes(int least, int most, Setter set, WsOptions options)
        {
            int[] outside = { least - 1, int.MinValue, most + 1, int.MaxValue };
            for (int i = 0; i < (most < int.MaxValue ? 4 : 2); i++)
            {
                set(outside[i]);
                Assert.ThrowsException(typeof(ArgumentOutOfRangeException), () => options.CheckRanges());
            }

            set(most);
            options.CheckRanges();
            set(least);
            options.CheckRanges();
        }

        private delegate void Setter(int value);
    }
}
