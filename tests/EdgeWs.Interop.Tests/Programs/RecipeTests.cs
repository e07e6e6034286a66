using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace EdgeWs.Interop.Tests.Programs
{
    /// <summary>The recipes of docs/recipes.md, with the servers that are named there.</summary>
    [TestClass]
    public class RecipeTests : LoopTest
    {
        private const string Listening = "listening";
        private const string OnListening = ".on('listening', () => console.log('listening'));";

        private readonly EventLog _shown = new();

        [TestMethod]
        public void SocketIo()
        {
            using ChildProcess server = StartServer("socket.io", "new Server(3000);", port => $"new Server({port}, {{ pingInterval: 100 }}); io.httpServer{OnListening}"
                + "io.engine.on('connection', (socket) => socket.on('packet', ({ type }) => console.log(type)));", out string host);
            Follow((recipes, options) => recipes.ConnectToSocketIo(host, options));
            server.ExpectLine("^21 °C$");
            _shown.Expect("""42["relay",true]""");
            server.ExpectLine("^pong$");
        }

        [TestMethod]
        public async Task SignalR()
        {
            WebApplicationBuilder builder = WebApplication.CreateBuilder();
            builder.Logging.ClearProviders();
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            builder.Services.AddSignalR(options => options.KeepAliveInterval = TimeSpan.FromMilliseconds(100));
            await using WebApplication application = builder.Build();
            application.MapHub<Readings>("/readings");
            await application.StartAsync(Patience.Token);
            string url = application.Urls.Single().Replace("http", "ws", StringComparison.Ordinal) + "/readings";
            ClientHost client = Follow((recipes, options) => recipes.ConnectToSignalR(url, options));
            _shown.Expect("""{"type":1,"target":"Switch","arguments":["relay",true]}""");
            client.Events.ExpectLater("text:{\"type\":6}");
        }

        [TestMethod]
        public void GraphQL()
        {
            using ChildProcess server = StartServer(
                "graphql", "port: 4000, path: '/graphql' });", port => $"port: {port}, path: '/graphql' }}); server{OnListening}", out string host);
            Follow((recipes, options) => recipes.SubscribeByGraphQL(host + "/graphql", options));
            _shown.Expect(
                """{"id":"1","type":"next","payload":{"data":{"setPoint":20}}}""",
                """{"id":"1","type":"next","payload":{"data":{"setPoint":21}}}""",
                """{"id":"1","type":"complete"}""");
        }

        [TestMethod]
        public void Ocpp()
        {
            using ChildProcess server = StartServer(
                "ocpp-rpc", "central.listen(5000);", port => $"central.listen({port}).then(() => console.log('{Listening}'));", out string host);
            Follow((recipes, options) => recipes.StartChargePoint(host, "CP001", "secret", options));
            server.ExpectLine("^CP001 is a One$");
            server.ExpectLine("^Accepted$");
            StringAssert.StartsWith(_shown.Next(), """[3,"1",{"status":"Accepted","interval":300,""");
            Follow((recipes, options) => recipes.StartChargePoint(host, "CP001", "guess", options)).ExpectFailure(WsErrorKind.Refused, 401);
        }

        /// <summary>Home Assistant itself is too large: a server says what its documentation says.</summary>
        [TestMethod]
        [DataRow("""{"type":"auth_ok","ha_version":"2021.5.3"}""", """{"id":1,"type":"subscribe_trigger","trigger":{"platform":"state","entity_id":"light.kitchen"}}""")]
        [DataRow("""{"type":"auth_invalid","message":"Invalid password"}""", "\u0003\u00e8")]
        public void HomeAssistant(string verdict, string then)
        {
            const string Result = """{"id":1,"type":"result","success":true,"result":null}""";
            const string Event = """{"id":1,"type":"event","event":{"variables":{"trigger":{"platform":"state","entity_id":"light.kitchen"}}}}""";
            var heard = new EventLog();
            using RawServer server = RawServer.Accepting([], async client =>
            {
                foreach (string[] messages in new string[][] { ["""{"type":"auth_required","ha_version":"2021.5.3"}"""], [verdict], [Result, Event] })
                {
                    foreach (string message in messages)
                    {
                        await client.SendFrameAsync(0x81, Encoding.UTF8.GetBytes(message));
                    }

                    heard.Add((await client.ReadMessageAsync()).Payload);
                }
            });
            Follow((recipes, options) => recipes.ConnectToHomeAssistant(server.Url.TrimEnd('/'), "6f1c0e", options));
            heard.Expect("""{"type":"auth","access_token":"6f1c0e"}""", then);
            if (verdict.Contains("auth_ok", StringComparison.Ordinal))
            {
                _shown.Expect(Result, Event);
            }
        }

        private ClientHost Follow(Func<Recipes, WsClientOptions, WsClient> connect)
        {
            WsClientOptions options = Patience.Prolong(new WsClientOptions { Scheduler = Loop.Scheduler }, null);
            ClientHost client = ClientHost.Watch(Loop, () => connect(new Recipes(_shown.Add), options));
            EndWith(() => client.Client.Close());
            return client;
        }

        /// <summary>Starts the documented server.</summary>
        /// <param name="module">What it needs first.</param>
        /// <param name="documented">Where it listens.</param>
        /// <param name="here">What is to stand there, by the port.</param>
        /// <param name="host">Its URL, without a path.</param>
        private static ChildProcess StartServer(string module, string documented, Func<int, string> here, out string host)
        {
            int port = FreePort.Find();
            host = "ws://127.0.0.1:" + port;
            string script = Documentation.Block("docs/recipes.md", "js", $"require('{module}')").Place(documented, here(port));
            ChildProcess server = Peer.FindNode(module).Start("-e", script);
            server.ExpectLine("^" + Listening + "$");
            return server;
        }

        public sealed class Readings : Hub
        {
            public Task Report(int celsius)
            {
                return Clients.Caller.SendAsync("Switch", "relay", celsius > 20);
            }
        }
    }
}
