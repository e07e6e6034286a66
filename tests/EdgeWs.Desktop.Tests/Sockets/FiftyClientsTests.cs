using System;
using System.Collections.Generic;
using System.Globalization;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using EdgeWs.Desktop.Tests.Loops;
using EdgeWs.Nano;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace EdgeWs.Desktop.Tests.Sockets
{
    /// <summary>
    /// Fifty clients at once on one polling thread. One never reads, one vanishes, one sends a byte a second of its handshake; the
    /// other 47 talk to each other all the while and must not notice.
    /// </summary>
    [TestClass]
    public class FiftyClientsTests : LoopTest
    {
        private const int Members = 47;
        private const int LongTime = 600000;
        private const string Refusal = "HTTP/1.1 408 ";

        [TestMethod(DisplayName = "Our clients, on the thread of the server; the one that vanishes resets")]
        public void OurClients()
        {
            Run(true, JoinWithOurs);
        }

        [TestMethod(DisplayName = "Clients of .NET, on threads of their own; the one that vanishes ends its stream")]
        public void ClientsOfDotNet()
        {
            Run(false, JoinWithDotNet);
        }

        /// <param name="withReset">How the one that vanishes does it.</param>
        /// <param name="join">Connects a member to an address; returns what makes it begin to talk.</param>
        private void Run(bool withReset, Func<Conversation, int, string, Action> join)
        {
            var conversation = new Conversation(Members);
            var stuck = new StuckChannel(Loop, conversation);
            var ends = new Dictionary<string, string>();

            // At first a wait for the client that never reads would outlast the patience of the test.
            var options = new WsServerOptions { MaxChannels = 50, SendTimeout = LongTime, HandshakeTimeout = 1500 };
            ServerHost server = StartServer(options, s => s.Connection += (_, channel) =>
            {
                channel.Message += (c, m) => s.Broadcast(m);
                channel.Closed += (c, code, reason) => ends[channel.Query] = EventLog.Closed(code, reason);
                if (channel.Query == "stuck")
                {
                    stuck.Begin(channel);
                }
            });

            // Those who make trouble come first, so that all the others live with them.
            using RawClient dawdling = RawClient.Connect(server.Port);
            Loop.Until(() => Loop.Scheduler.Count == 2, "the opening that will not get on");
            Loop.Do(() => { options.HandshakeTimeout = LongTime; });
            using Timer drip = Drip(dawdling);

            // Read at once: what the client still sends after its end is answered with a reset, and a reset takes the answer away.
            Task<string> answer = Task.Factory.StartNew(() => dawdling.ReadText(Refusal.Length), TaskCreationOptions.LongRunning);
            using RawClient vanishing = RawClient.Open(server.Port, "vanishing");
            using RawClient stuckClient = RawClient.Open(server.Port, "stuck", 4096);

            var begin = new Action[Members];
            for (int i = 0; i < Members; i++)
            {
                begin[i] = join(conversation, i, server.Url + "?" + i.ToString(CultureInfo.InvariantCulture));
            }

            Loop.Until(() => server.Server.ChannelCount == Members + 2, "all channels");
            Array.ForEach(begin, b => b());

            Loop.Until(() => conversation.Said > 10 * Members, "a conversation");
            vanishing.Vanish(withReset);
            Loop.Until(() => ends.ContainsKey("vanishing"), "the end of the one that vanished");
            Assert.AreEqual(Refusal, answer.GetAwaiter().GetResult());

            // Everything goes on while one is stuck, until its time is over: the ping has the new time looked at.
            Loop.Until(
                () => stuck.Passes >= 100 && stuck.Ticks >= 100 && stuck.Messages >= 100, "the loop to go on with a client stuck");
            Loop.Do(() =>
            {
                Assert.AreEqual(WsConnectionState.Open, stuck.Channel.State);
                Assert.IsLessThanOrEqualTo(options.MaxBufferedBytes, stuck.MostBuffered);
                options.SendTimeout = 200;
                stuck.Channel.Ping(LongTime);
            });
            Loop.Until(() => ends.ContainsKey("stuck"), "the end of the one that never reads");
            Loop.Until(() => conversation.LeastSaid >= 50, "enough messages");
            conversation.End();
            Loop.Until(conversation.IsComplete, "the last messages");

            TestContext.WriteLine(
                "{0} messages said, {1} heard; the longest of {2} passes took {3:F1} ms",
                conversation.Said,
                conversation.Heard,
                Loop.Passes,
                Loop.LongestPass.TotalMilliseconds);
            TestContext.WriteLine(
                "{0} calls of a timer while one was stuck, with at most {1} bytes waiting for it", stuck.Ticks, stuck.MostBuffered);

            Loop.Do(() =>
            {
                Assert.AreEqual(Members, server.Server.ChannelCount);
                CollectionAssert.AreEquivalent(new[] { "vanishing", "stuck" }, ends.Keys);
                Assert.AreEqual(EventLog.Closed(1006), ends["vanishing"]);
                Assert.AreEqual(EventLog.Closed(1006), ends["stuck"]);
            });

            Loop.Do(server.Server.Stop);
            Loop.Until(() => ends.Count == Members + 2, "the end of all channels");
        }

        private Action JoinWithOurs(Conversation conversation, int member, string url)
        {
            return Loop.Do(() =>
            {
                WsClient client = WsClient.Create(url, new WsClientOptions { Scheduler = Loop.Scheduler });
                client.Message += (c, m) => Say(conversation.Hear(member, m.GetString()));
                return (Action)(() => Loop.Do(() => Say(conversation.Begin(member))));

                void Say(string text)
                {
                    if (text != null && !client.Send(text))
                    {
                        conversation.Fail(text + " was refused");
                    }
                }
            });
        }

        private Action JoinWithDotNet(Conversation conversation, int member, string url)
        {
            var client = new ClientWebSocket();
            client.ConnectAsync(new Uri(url), Patience.Token).GetAwaiter().GetResult();
            return () => Task.Run(async () =>
            {
                try
                {
                    using (client)
                    {
                        await TalkAsync(client, conversation, member);
                    }
                }
                catch (Exception e)
                {
                    conversation.Fail(member + " failed: " + e);
                }
            });
        }

        private static async Task TalkAsync(ClientWebSocket client, Conversation conversation, int member)
        {
            CancellationToken patience = Patience.Token;
            var buffer = new byte[64];
            for (string text = conversation.Begin(member); ;)
            {
                if (text != null)
                {
                    await client.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, true, patience);
                }

                WebSocketReceiveResult result = await client.ReceiveAsync(buffer, patience);
                if (result.MessageType == WebSocketMessageType.Close)
                {
                    await client.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, patience);
                    return;
                }

                text = conversation.Hear(member, Encoding.UTF8.GetString(buffer, 0, result.Count));
            }
        }

        /// <summary>Has a client send a request, one byte a second, until the server ends it.</summary>
        private static Timer Drip(RawClient client)
        {
            int next = 0;
            return new Timer(
                _ =>
                {
                    try
                    {
                        client.Send(RawClient.Request.Substring(next++, 1));
                    }
                    catch (Exception e) when (e is SocketException or ObjectDisposedException)
                    {
                        // The server has ended it.
                    }
                },
                null,
                0,
                1000);
        }
    }
}
