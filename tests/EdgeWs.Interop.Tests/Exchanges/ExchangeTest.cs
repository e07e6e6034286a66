using System.Collections.Concurrent;

namespace EdgeWs.Interop.Tests.Exchanges
{
    /// <summary>Our side of the exchange.</summary>
    public abstract class ExchangeTest : LoopTest
    {
        private readonly BlockingCollection<EventLog> _channels = new();

        /// <summary>
        /// Starts our server as the peers' clients meet it: it echoes each message with its type, and pings, closes or refuses when asked to.
        /// </summary>
        private protected ServerHost StartEchoServer(WsTlsOptions tls = null, Action<WsServerOptions> configure = null)
        {
            var options = new WsServerOptions
            {
                MaxMessageSize = Exchange.LargeSize,
                MaxFragments = Exchange.MaxFragments,
                MaxBufferedBytes = 2 * Exchange.LargeSize,
                Protocols = [Exchange.Protocol],
            };
            configure?.Invoke(options);
            return StartServer(options, server =>
            {
                server.Connecting += OnHandshake;
                server.Connected += OnConnection;
            }, tls);
        }

        /// <summary>Asserts what our server saw of the next client that was not refused, from the beginning to the end.</summary>
        /// <remarks>Client by client, as the end of one may come after the beginning of the next.</remarks>
        private protected void ExpectClient(params string[] lines)
        {
            Assert.IsTrue(_channels.TryTake(out EventLog events, Patience.Limit), "no further client");
            events.Expect(lines);
        }

        private protected ClientHost ConnectTo(string url, WsTlsOptions tls = null, Action<WsClientOptions> configure = null)
        {
            var options = new WsClientOptions
            {
                MaxMessageSize = Exchange.LargeSize,
                MaxFragments = Exchange.MaxFragments,
                MaxBufferedBytes = 2 * Exchange.LargeSize,
                Protocols = ["other", Exchange.Protocol],
            };
            configure?.Invoke(options);
            return Connect(url, options, tls);
        }

        private protected ClientHost OpenTo(string url, WsTlsOptions tls = null, Action<WsClientOptions> configure = null)
        {
            ClientHost client = ConnectTo(url, tls, configure);
            client.Expect("open");
            return client;
        }

        /// <summary>Our client's part with a server that speaks the exchange: its ping, and the reason with which it answers our close frame, differ.</summary>
        private protected void RunClient(string url, string ping, string echoedReason, WsTlsOptions tls = null)
        {
            ClientHost client = OpenTo(url + ServerHost.Path, tls);
            Assert.AreEqual(Exchange.Protocol, Loop.Do(() => client.Client.Protocol));
            client.Echo(Exchange.Text);
            client.Echo(Exchange.Binary);
            client.Echo(string.Empty);
            client.Echo([]);
            client.Echo(Exchange.Large);
            client.Expect("pong:" + client.Ping());
            client.Send(Exchange.PingMe);
            client.Expect(ping, EventLog.Text(Exchange.PongReceived));
            client.Close(Exchange.ClientCode, Exchange.ClientReason);
            client.Expect(EventLog.Closed(Exchange.ClientCode, echoedReason));

            client = OpenTo(url + ServerHost.Path, tls);
            client.Send(Exchange.CloseMe);
            client.Expect(EventLog.Closed(Exchange.ServerCode, Exchange.ServerReason));
            ConnectTo(url + "/nowhere", tls).ExpectFailure(WsErrorKind.Refused, 404);
            ConnectTo(url + ServerHost.Path + "?" + Exchange.RefuseQuery, tls).ExpectFailure(WsErrorKind.Refused, 403);
        }

        private static void OnHandshake(WsServer server, WsHandshake handshake)
        {
            if (handshake.Query == Exchange.RefuseQuery)
            {
                handshake.Refuse(403);
            }
        }

        private void OnConnection(WsServer server, WsServerChannel channel)
        {
            EventLog events = new EventLog().Watch(channel);
            events.Add("open " + channel.Protocol);
            channel.MessageReceived += (c, m) => OnMessage(c, m, events);
            _channels.Add(events);
        }

        private static void OnMessage(WsConnection channel, WsMessage message, EventLog events)
        {
            string text = message.IsText ? message.GetString() : string.Empty;
            if (text == Exchange.PingMe)
            {
                channel.Ping(Patience.Milliseconds, tag =>
                {
                    events.Add("pong");
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
