using EdgeWs.Conformance.Links;
using EdgeWs.Nano;
using EdgeWs.Nano.Tests;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace EdgeWs.Conformance.Endpoints
{
    /// <summary>The library on a transport in memory.</summary>
    internal sealed class MemoryEndpoint : Endpoint
    {
        private readonly TestLoop _loop = new TestLoop();
        private readonly bool _isByteByByte;
        private MemoryTransport _testerEnd;
        private WsServer _server;

        internal MemoryEndpoint(bool isServer, bool isByteByByte)
        {
            IsServer = isServer;
            _isByteByByte = isByteByByte;
            Watch.Attach(_loop.Scheduler);
        }

        internal override bool IsServer { get; }

        internal ConnectionWatch Watch { get; } = new ConnectionWatch();

        internal override Link Open()
        {
            Link link = Connect();
            if (IsServer)
            {
                LinkHandshake.Connect(link, "/");
            }
            else
            {
                LinkHandshake.Accept(link);
            }

            return link;
        }

        /// <summary>Makes the connection without the opening handshake.</summary>
        internal MemoryLink Connect()
        {
            if (IsServer)
            {
                var listener = new MemoryListener();
                _server = WsServer.Create("/", listener, Allow(new WsServerOptions(), _loop.Scheduler));
                _server.Connected += (server, channel) => Watch.Attach(channel);
                _testerEnd = listener.Connect();
            }
            else
            {
                var connector = new MemoryConnector();
                WsClientOptions options = Allow(new WsClientOptions(), _loop.Scheduler);
                Watch.Attach(WsClient.Create(WsUrl.Parse("ws://localhost/"), options, connector));
                MemoryTransport transport = MemoryTransport.CreatePair();
                connector.Connect(transport);
                _testerEnd = transport.Peer;
            }

            return new MemoryLink(_loop, _testerEnd, _isByteByByte);
        }

        /// <summary>Breaks the connection as a RST does.</summary>
        internal void Reset()
        {
            _testerEnd.Reset();
            _loop.Run();
        }

        internal override void AssertOver(int code)
        {
            Watch.AssertClosedOnce(code);
            AssertFreed();
        }

        /// <summary>Checks that nothing is left of the connection, whether it was opened or not.</summary>
        internal void AssertFreed()
        {
            AssertFreed(_loop.Scheduler, _server);
            Assert.AreNotEqual(0, _testerEnd.Peer.CloseCount, "the transport was not closed");
        }

        public override void Dispose()
        {
        }
    }
}
