using System;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using EdgeWs.Conformance.Links;
using EdgeWs.Nano;

namespace EdgeWs.Conformance.Endpoints
{
    /// <summary>The library on TCP or TLS, on a thread of its own.</summary>
    internal sealed class NetworkEndpoint : Endpoint
    {
        // Ends soon when it is told to; a wait ends at once in any case when something arrives.
        private const int MaxIdleWait = 5;

        private static readonly TestCertificate s_certificate = TestAuthority.SelfSigned("127.0.0.1");

        private readonly IoScheduler _scheduler = new IoScheduler { MaxIdleWait = MaxIdleWait };
        private readonly ConnectionWatch _watch = new ConnectionWatch();
        private readonly Thread _thread;
        private readonly bool _isSecure;
        private WsServer _server;

        internal NetworkEndpoint(bool isServer, bool isSecure)
        {
            IsServer = isServer;
            _isSecure = isSecure;
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

        private Link ConnectToServer()
        {
            var endPoint = new IPEndPoint(IPAddress.Loopback, 0);
            WsServerOptions options = Allow(new WsServerOptions(), _scheduler);
            _server = _isSecure
                ? WsServer.Create("/", endPoint, options, new WsTlsOptions { Certificate = s_certificate.Own })
                : WsServer.Create("/", endPoint, options);
            _server.Connected += (server, channel) => _watch.Attach(channel);
            if (!_server.Start())
            {
                throw new InvalidOperationException("no port");
            }

            int port = _server.Port;
            _thread.Start();
            Link link = StreamLink.Connect(port, _isSecure);
            LinkHandshake.Connect(link, "/");
            return link;
        }

        private Link AcceptClient()
        {
            using var listener = new TcpListener(IPAddress.Loopback, 0);
            listener.Start();
            string url = (_isSecure ? "wss://" : "ws://") + listener.LocalEndpoint + "/";
            WsTlsOptions tls = _isSecure ? new WsTlsOptions { CaCertificate = s_certificate.Trusted } : null;
            _watch.Attach(WsClient.Create(url, Allow(new WsClientOptions(), _scheduler), tls));
            _thread.Start();
            Link link = StreamLink.Accept(listener.AcceptSocket(), _isSecure ? s_certificate.OfDesktop : null);
            LinkHandshake.Accept(link);
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
