using System.Net;
using EdgeWs.Nano.Http;

namespace EdgeWs.Desktop.Tests
{
    /// <summary>What a caller's mistakes are answered with on the desktop: words, and for a wrong thread an exception at all.</summary>
    [TestClass]
    public class MistakeTests : LoopTest
    {
        private static readonly IPEndPoint s_anywhere = new IPEndPoint(IPAddress.Loopback, 0);

        [TestMethod]
        public void AreAnsweredInWords()
        {
            AssertSays("http://a", "must begin with ws:// or wss://", () => WsClient.Create("http://a"));
            AssertSays("no host", "The URL has no host", () => WsClient.Create("ws:///chat"));
            AssertSays("a port", "from 1 to 65535", () => WsClient.Create("ws://a:0"));
            AssertSays("an option", "from 0 to 604800000, in milliseconds. (Parameter 'ReconnectDelay')", () => WsClient.Create("ws://a", new WsClientOptions { ReconnectDelay = -1 }));
            AssertSays("a field", "a name, a colon and a value", () => new WsClientOptions().AddHeader("Token secret"));
            AssertSays("TLS for ws", "begin it with wss://", () => WsClient.Create("ws://a", null, new WsTlsOptions()));
            AssertSays("a path", "begins with a slash", () => WsServer.Create("chat"));
            AssertSays("an option of servers", "1 at least. (Parameter 'MaxChannels')", () => WsServer.Create("/", new WsServerOptions { MaxChannels = 0 }));
            AssertSays("TLS without a certificate", "needs Certificate or UseStoredCertificate", () => WsServer.Create("/", s_anywhere, null, new WsTlsOptions()));
            AssertSays("no end point", "pass one to Create", () => WsServer.Create("/").Start());
            AssertSays("an option of hosts", "(Parameter 'MaxHeadSize')", () => HttpHost.Create(s_anywhere, new HttpHostOptions { MaxHeadSize = 70000 }));
            AssertSays("nothing", "(Parameter 'callback')", () => IoSched.Post(null));
        }

        [TestMethod]
        public void AMessageThatIsOverIsNamed()
        {
            ServerHost server = StartServer(null, Echo);
            ClientHost client = Open(server);
            WsMessage kept = null;
            Loop.Do(() => client.Client.MessageReceived += (_, message) => kept = message);
            client.Echo("hello");
            Loop.Do(() =>
            {
                AssertSays("a message that was kept", "has returned", () => kept.GetString());
                AssertSays("nothing begun", "BeginMessage", () => client.Client.EndMessage());
                AssertSays("a code", "3000 to 4999", () => client.Client.Close(1006));
                AssertSays("a range", "from 0 to 1. (Parameter 'offset')", () => client.Client.Send(new byte[1], 2, 0, WsMessageType.Text));
            });
        }

        [TestMethod]
        public void AnotherThreadIsNoticed()
        {
            ServerHost server = StartServer(null, Echo);
            ClientHost client = Open(server);
            Action[] calls =
            [
                () => client.Client.Send("hello"), () => client.Client.Close(), () => client.Client.Ping(),
                () => server.Server.Broadcast("hello"), server.Server.Stop, () => Loop.Scheduler.SetTimeout(() => { }, 1)
            ];
            foreach (Action call in calls)
            {
                AssertSays("another thread", "Another thread polls", call);
            }

            // Nothing of it has happened.
            client.Echo("still there");
        }

        private static void AssertSays(string what, string words, Action mistake)
        {
            Exception answer = Assert.Throws<Exception>(mistake, what);
            StringAssert.Contains(answer.Message, words, what);
        }
    }
}
