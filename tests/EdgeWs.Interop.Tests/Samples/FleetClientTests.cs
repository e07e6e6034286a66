using System.Net;

namespace EdgeWs.Interop.Tests.Samples
{
    /// <summary>The fleet client as a process, with a hub of ours that goes away and comes back, and with that of docs/scaling-out.md on Node.js.</summary>
    [TestClass]
    public class FleetClientTests : LoopTest
    {
        private const int Never = 600000;

        private readonly EventLog _events = new EventLog();
        private WsServerChannel _channel;

        [TestMethod]
        public void ObeysAndComesBack()
        {
            int port = FreePort.Find();
            WsServer hub = StartHub(port);
            using ChildProcess device = StartDevice(port, "secret", Never);
            device.Expect("reporting");
            _events.Expect("open kitchen fleet.v1");
            foreach ((string command, string answer) in new[] { ("report", "{\"report\":1}"), ("dance", "{\"unknown\":true}"), ("every 99", "{\"unknown\":true}") })
            {
                Say(command);
                _events.Expect("text:" + answer);
            }

            Say("every 100");
            _events.Expect("text:{\"report\":2}", "text:{\"report\":3}");

            Loop.Do(hub.Stop);
            _events.ExpectLater(EventLog.Closed(1001));
            device.Expect("lost with code 1001");
            StartHub(port);
            device.ExpectLine("^reporting$");
            _events.Expect("open kitchen fleet.v1");
            StringAssert.StartsWith(_events.Next(), "text:{\"report\":");
        }

        [TestMethod]
        public void HubOfTheDocument()
        {
            Peer node = Peer.FindNode();
            int port = FreePort.Find();
            string script = Documentation.Block("docs/scaling-out.md", "js").Place("port: 9000,", "port: " + port + ",");
            using ChildProcess hub = node.Start("-e", script + "hub.on('listening', () => console.log('listening'));");
            hub.Expect("listening");
            using (ChildProcess stranger = StartDevice(port, "guess", Never))
            {
                stranger.Expect("refused with HTTP 401", "refused with HTTP 401");
            }

            using (ChildProcess device = StartDevice(port, "secret", 1000))
            {
                hub.Expect("kitchen connected", "kitchen {\"report\":1}", "kitchen {\"report\":2}");
            }

            hub.ExpectLine("^kitchen closed with 1006$");
        }

        private static ChildProcess StartDevice(int port, string token, int period)
        {
            return ChildProcess.StartProgram("desktop/FleetClient", "ws://127.0.0.1:" + port + "/", "kitchen", token, period.ToString());
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
                hub.Connecting += (server, handshake) =>
                {
                    handshake.Account = handshake.Headers["X-Device"];
                    if (handshake.Headers["Authorization"] != "Bearer secret")
                    {
                        handshake.Refuse(401);
                    }
                };
                hub.Connected += (server, channel) =>
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
