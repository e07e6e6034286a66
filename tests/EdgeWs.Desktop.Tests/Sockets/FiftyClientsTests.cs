using System.Globalization;

namespace EdgeWs.Desktop.Tests.Sockets
{
    /// <summary>
    /// Fifty clients at once on one polling thread. One never reads, one vanishes, one sends its handshake byte by byte; the other 47 talk
    /// to each other all the while and must not notice: each numbers its messages, every message goes to all, and each says its next when
    /// it has heard its last.
    /// </summary>
    [TestClass]
    public class FiftyClientsTests : LoopTest
    {
        private const int Members = 47;
        private const int Never = 600000;

        private readonly int[] _said = new int[Members];
        private readonly int[][] _heard = [.. Enumerable.Range(0, Members).Select(_ => new int[Members])];
        private bool _isOver;
        private string _failure;

        private int Said => _said.Sum();

        [TestMethod]
        public void TheOthersMustNotNotice()
        {
            var ends = new Dictionary<string, string>();
            WsServerChannel stuck = null;
            var options = new WsServerOptions { MaxChannels = 50, SendTimeout = Never, HandshakeTimeout = Never };
            ServerHost server = StartServer(options, s => s.Connected += (_, channel) =>
            {
                channel.MessageReceived += (c, m) => s.Broadcast(m);
                channel.Closed += (c, code, reason) => ends[channel.Query] = EventLog.Closed(code, reason);
                stuck = channel.Query == "stuck" ? channel : stuck;
            });

            // Those who make trouble come first, so that all the others live with them.
            using RawClient dawdling = RawClient.Connect(server.Port);
            using RawClient vanishing = RawClient.Open(server.Port, "vanishing");
            using RawClient neverReading = RawClient.Open(server.Port, "stuck", 4096);
            Loop.UntilLeft(4);
            ClientHost[] members = [.. Enumerable.Range(0, Members).Select(member => Join(member, server.Url + "?" + member))];
            Loop.Until(() => server.Server.ChannelCount == Members + 2, "all channels");
            Loop.Do(() =>
            {
                for (int i = 0; i < Members; i++)
                {
                    Send(members[i].Client, Say(i));
                }
            });
            UntilSaid(10 * Members);
            vanishing.Vanish(withReset: true);
            Loop.Until(() => ends.ContainsKey("vanishing"), "the end of the one that vanished");

            // Everything goes on while one takes nothing more and one gets no further.
            bool isRefused = false;
            int most = 0;
            while (!isRefused)
            {
                Loop.Do(() =>
                {
                    isRefused = !stuck.Send(new byte[2048]);
                    most = Math.Max(most, stuck.BufferedBytes);
                });
            }

            for (int i = 0; i < 10; i++)
            {
                dawdling.Send(RawClient.Request.Substring(i, 1));
                UntilSaid(Loop.Do(() => Said) + Members);
            }

            Loop.Do(() =>
            {
                Assert.AreEqual(WsConnectionState.Open, stuck.State);
                Assert.IsLessThanOrEqualTo(options.MaxBufferedBytes, most);

                // The ping has the new time looked at.
                options.SendTimeout = 200;
                stuck.Ping(Never);
            });
            Loop.Until(() => ends.ContainsKey("stuck"), "the end of the one that never reads");
            dawdling.Send(RawClient.Request[10..]);
            Assert.AreEqual(RawClient.Answer, dawdling.ReadText(RawClient.Answer.Length));
            dawdling.Vanish(withReset: false);
            Loop.Until(() => ends.Count == 3, "the end of the one that dawdled");
            UntilSaid(Loop.Do(() => Said) + Members);
            Loop.Do(() => { _isOver = true; });
            Loop.Until(() => _heard.All(of => of.AsSpan().SequenceEqual(_said)), "the last messages");
            Assert.IsNull(_failure);

            Loop.Do(() =>
            {
                Assert.AreEqual(Members, server.Server.ChannelCount);
                Assert.AreEqual(3, ends.Values.Count(end => end == EventLog.Closed(1006)));
                server.Server.Stop();
            });
            Loop.Until(() => ends.Count == Members + 3, "the end of all channels");
        }

        private void UntilSaid(int count)
        {
            Loop.Until(() => Said > count || _failure != null, "a conversation");
            Assert.IsNull(_failure);
        }

        private ClientHost Join(int member, string url)
        {
            ClientHost host = Connect(url);
            Loop.Do(() => host.Client.MessageReceived += (c, m) => Send(c, Hear(member, m.GetString())));
            return host;
        }

        private void Send(WsConnection client, string text)
        {
            if (text != null && !client.Send(text))
            {
                _failure = text + " was refused";
            }
        }

        private string Say(int member)
        {
            return member + " " + ++_said[member];
        }

        /// <summary>Takes what a member received.</summary>
        /// <returns>What it is to say now, or null.</returns>
        private string Hear(int member, string message)
        {
            int[] parts = [.. message.Split(' ').Select(part => int.Parse(part, CultureInfo.InvariantCulture))];
            int expected = _heard[member][parts[0]] + 1;
            if (parts[1] != expected)
            {
                _failure = $"{member} heard {message} instead of {expected}";
            }

            _heard[member][parts[0]] = parts[1];
            return parts[0] == member && !_isOver ? Say(member) : null;
        }
    }
}
