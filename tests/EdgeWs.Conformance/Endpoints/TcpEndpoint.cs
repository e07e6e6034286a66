using System;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using EdgeWs.Conformance.Links;
using EdgeWs.Conformance.Wire;
using EdgeWs.Nano;

namespace EdgeWs.Conformance.Endpoints
{
    /// <summary>The library on TCP, on a thread of its own.</summary>
    internal sealed class TcpEndpoint : Endpoint
    {
        // Ends soon when it is told to; a wait ends at once in any case when something arrives.
        private const int MaxIdleWait = 5;

        private readonly IoScheduler _scheduler = new IoScheduler { MaxIdleWait = MaxIdleWait };
        private readonly ConnectionWatch _watch = new ConnectionWatch();
        private readonly Thread _thread;
        private WsServer _server;

        internal TcpEndpoint(bool isServer)
        {
            IsServer = isServer;
            _watch.Attach(_scheduler);
            _thread = new Thread(_scheduler.Run) { IsBackground = true };
        }

        internal override bool IsServer { get; }

        internal override Link Open()
        {
            return IsServer ? ConnectToServer() : AcceptClient();
        }

        internal override void AssertOver(int code)
        {
            _watch.WaitForClosed();
            Stop();
            _watch.AssertClosedOnce(code);
            AssertFreed(_scheduler, _server);
        }

        public override void Dispose()
        {
            Stop();
            _server?.Stop();
        }

        private TcpLink ConnectToServer()
        {
            _server = WsServer.Create("/", new IPEndPoint(IPAddress.Loopback, 0), Allow(new WsServerOptions(), _scheduler));
            _server.Connection += (server, channel) => _watch.Attach(channel);
            if (!_server.Start())
            {
                throw new InvalidOperationException("no port");
            }

            int port = _server.Port;
            _thread.Start();
            TcpLink link = TcpLink.Connect(port);
            OpeningHandshake.Connect(link, "/");
            return link;
        }

        private TcpLink AcceptClient()
        {
            using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            listener.Listen();
            string url = "ws://" + listener.LocalEndPoint + "/";
            _watch.Attach(WsClient.Create(url, Allow(new WsClientOptions(), _scheduler)));
            _thread.Start();
            var link = new TcpLink(listener.Accept());
            OpeningHandshake.Accept(link);
            return link;
        }

        private void Stop()
        {
            if (_thread.IsAlive)
            {
                _scheduler.Post(_scheduler.Stop);
                _thread.Join();
            }
        }
    }
}
