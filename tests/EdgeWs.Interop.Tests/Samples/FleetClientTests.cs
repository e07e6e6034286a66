using System.Net;
using EdgeWs.Desktop.Tests.Loops;
using EdgeWs.Nano;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace EdgeWs.Desktop.Tests.Interop
{
    /// <summary>The fleet client as a process, with a hub that goes away and comes back.</summary>
    [TestClass]
    public class FleetClientTests : LoopTest
    {
        private const int Never = 600000;

        private readonly EventLog _events = new EventLog();
        private WsServerChannel _channel;

        [TestMethod]
        public void ObeysAndComesBack()
        {
            WsServer hub = StartHub(0);
            int port = Loop.Do(() => hub.Port);
            using ChildProcess device = StartDevice(port, "secret");
            Assert.AreEqual("reporting", device.ReadLine(Patience.Limit));
            _events.Expect("open kitchen fleet.v1");
            Say("report");
            _events.Expect("text:{\"report\":1}");
            Say("dance");
            _events.Expect("text:{\"unknown\":true}");
            Say("every 99");
            _events.Expect("text:{\"unknown\":true}");
            Say("every 100");
            _events.Expect("text:{\"report\":2}", "text:{\"report\":3}");

            Loop.Do(hub.Stop);
            _events.ExpectLater(EventLog.Closed(1001));
            Assert.AreEqual("lost with code 1001", device.ReadLine(Patience.Limit));
            StartHub(port);
            string line = device.ReadLine(Patience.Limit);
            while (line == "nobody listens there, or it is out of reach")
            {
                line = device.ReadLine(Patience.Limit);
            }

            Assert.AreEqual("reporting", line);
            _events.Expect("open kitchen fleet.v1");
            StringAssert.StartsWith(_events.Next(), "text:{\"report\":");
        }

        [TestMethod]
        public void WrongTokenIsRefusedAndTriedAgain()
        {
            WsServer hub = StartHub(0);
            using ChildProcess device = StartDevice(Loop.Do(() => hub.Port), "guess");
            Assert.AreEqual("refused with HTTP 401", device.ReadLine(Patience.Limit));
            Assert.AreEqual("refused with HTTP 401", device.ReadLine(Patience.Limit));
        }

        private static ChildProcess StartDevice(int port, string token)
        {
            string url = "ws://127.0.0.1:" + port + "/";
            return ChildProcess.Start(
                "dotnet", Repository.Root, Repository.FindProgram("FleetClient"), url, "kitchen", token, Never.ToString());
        }

        private void Say(string command)
        {
            Assert.IsTrue(Loop.Do(() => _channel.Send(command)));
        }

        private WsServer StartHub(int port)
        {
            return Loop.Do(() =>
            {
                var options = new WsServerOptions { Scheduler = Loop.Scheduler, Protocols = ["fleet.v1"] };
                WsServer hub = WsServer.Create("/", new IPEndPoint(IPAddress.Loopback, port), options);
                hub.Handshake += (server, handshake) =>
                {
                    handshake.Account = handshake.Headers["X-Device"];
                    if (handshake.Headers["Authorization"] != "Bearer secret")
                    {
                        handshake.Refuse(401);
                    }
                };
                hub.Connection += (server, channel) =>
                {
                    _channel = channel;
                    _events.Add("open " + channel.Eos.Account + " " + channel.Protocol);
                    _events.Watch(channel);
                };
                Assert.IsTrue(hub.Start());
                EndWith(hub.Stop);
                return hub;
            });
        }
    }
}
