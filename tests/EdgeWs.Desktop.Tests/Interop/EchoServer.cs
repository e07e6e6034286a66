using System;
using System.Net;
using EdgeWs.Nano;
using EdgeWs.Nano.Http;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace EdgeWs.Desktop.Tests.Interop
{
    /// <summary>
    /// Our server as the peers' clients meet it: echoes each message with its type, pings or closes when asked to, and keeps a
    /// journal of what it saw.
    /// </summary>
    internal sealed class EchoServer : IDisposable
    {
        private readonly LoopThread _loop = new LoopThread();
        private readonly WsServer _server;
        private HttpHost _host;

        /// <param name="configure">Changes the options further; null for none.</param>
        /// <param name="tls">For a server with TLS; null for one without.</param>
        public EchoServer(Action<WsServerOptions> configure = null, WsTlsOptions tls = null)
        {
            var options = new WsServerOptions
            {
                Scheduler = _loop.Scheduler,
                MaxMessageSize = Exchange.LargeSize,
                MaxFragments = Exchange.MaxFragments,
                MaxBufferedBytes = 2 * Exchange.LargeSize,
                Protocols = new[] { Exchange.Protocol },
            };
            configure?.Invoke(options);
            var endPoint = new IPEndPoint(IPAddress.Loopback, 0);
            _server = WsServer.Create(Exchange.Path, endPoint, options, tls);
            _server.Handshake += OnHandshake;
            _server.Connection += OnConnection;
            Assert.IsTrue(_loop.Run(_server.Start));
            Port = _loop.Run(() => _server.Port);
            Url = (tls == null ? "ws" : "wss") + "://127.0.0.1:" + Port;
        }

        public int Port { get; }

        /// <summary>Without a path.</summary>
        public string Url { get; }

        public Journal Journal { get; } = new Journal();

        /// <summary>Adds a look at the opening handshake, which runs in the loop.</summary>
        public event Action<WsHandshake> Handshake;

        /// <summary>Adds to what is done with a new channel, in the loop.</summary>
        public event Action<WsServerChannel> Connected;

        /// <summary>Has the server take upgrades of an HTTP host too.</summary>
        /// <returns>The host's URL, without a path.</returns>
        public string StartHost()
        {
            while (_host == null || _host.Port < 0)
            {
                var endPoint = new IPEndPoint(IPAddress.Loopback, Random.Shared.Next(20000, 60000));
                _host = HttpHost.Create(endPoint, new HttpHostOptions { Scheduler = _loop.Scheduler });
                _host.Add(_server);
                _loop.Run(_host.Start);
            }

            return "ws://127.0.0.1:" + _host.Port;
        }

        public void AssertNoErrors()
        {
            _loop.AssertNoErrors();
        }

        public void Dispose()
        {
            _loop.Dispose();
            _host?.Stop();
            _server.Stop();
        }

        private void OnHandshake(WsServer server, WsHandshake handshake)
        {
            Handshake?.Invoke(handshake);
            if (handshake.Query == Exchange.RefuseQuery)
            {
                Journal.Add(int.MaxValue, "refused");
                handshake.Refuse(403);
            }
        }

        private void OnConnection(WsServer server, WsServerChannel channel)
        {
            void Note(string line)
            {
                Journal.Add(channel.Id, line);
            }

            Note("open " + channel.Protocol);
            channel.Message += (c, m) => OnMessage(c, m, Note);
            channel.Pinged += (c, m) => Note("ping " + m.GetString());
            channel.Closed += (c, code, reason) => Note("close " + code + " " + reason);
            Connected?.Invoke(channel);
        }

        private static void OnMessage(WsConnection channel, WsMessage message, Action<string> note)
        {
            note((message.IsText ? "text " : "binary ") + message.Count);
            string text = message.IsText ? message.GetString() : string.Empty;
            if (text == Exchange.PingMe)
            {
                channel.Ping(5000, tag =>
                {
                    note("pong");
                    channel.Send(Exchange.PongReceived);
                });
            }
            else if (text == Exchange.CloseMe)
            {
                channel.Close(Exchange.ServerCode, Exchange.ServerReason);
            }
            else
            {
                Assert.IsTrue(channel.Send(message), "the echo was not taken");
            }
        }
    }
}
