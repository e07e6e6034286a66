using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text.RegularExpressions;

namespace EdgeWs.Interop.Tests.Samples
{
    /// <summary>
    /// The five examples of docs/porting-from-edgeros.md as processes, the C# of the sample and the document's JavaScript on Node.js: they
    /// do the same, but for what the document's table of differences says.
    /// </summary>
    [TestClass]
    public class EdgerosExampleTests
    {
        private const string CSharp = "C#";
        private const string JavaScript = "JavaScript";

        /// <summary>The names by which the sample's desktop program knows them, in the document's order.</summary>
        private static readonly string[] s_names = ["own-port", "http", "webapp", "events", "promise"];

        private readonly int _port = FreePort.Find();

        private string Url => "ws://127.0.0.1:" + _port + "/chat";

        [TestMethod]
        [DataRow(CSharp, "own-port")]
        [DataRow(CSharp, "http")]
        [DataRow(CSharp, "webapp")]
        [DataRow(JavaScript, "own-port")]
        [DataRow(JavaScript, "http")]
        [DataRow(JavaScript, "webapp")]
        public async Task Server(string language, string example)
        {
            using ChildProcess server = StartServer(language, example);
            using ClientWebSocket first = await ConnectAsync();
            using ClientWebSocket second = await ConnectAsync();
            await first.SendTextAsync("hello");
            await first.ExpectAsync("text:hello");
            await second.ExpectAsync("text:hello");
            await first.SendBytesAsync([1, 2, 3]);
            await second.ExpectAsync("binary:010203");

            await second.CloseOutputAsync((WebSocketCloseStatus)4000, "bye", Patience.Token);
            await second.ExpectLaterAsync("closed:4000:");
            if (example == "own-port")
            {
                server.Expect("connection 1 to /chat", "connection 2 to /chat", "close 4000 bye");
            }
            else
            {
                await AssertAnswersAsync("/", example == "webapp" ? "hello" : null);
                await AssertAnswersAsync("/other", null);
            }

            if (example != "own-port" && language == CSharp)
            {
                using RawClient noHttp = RawClient.Connect(_port);
                noHttp.Send("x\r\n\r\n");
                noHttp.ReadTextToEnd();
            }

            foreach (string clientLanguage in new[] { CSharp, JavaScript })
            {
                ExpectClients(clientLanguage);
            }

            if (example == "own-port")
            {
                // Stopping closes all channels and ends the program.
                server.Expect(
                    "connection 3 to /chat", "ping", "close 1000 done", "connection 4 to /chat", "close 1000 done",
                    "connection 5 to /chat", "ping", "close 1000 done", "connection 6 to /chat", "close 1000 done");
                await first.SendTextAsync("stop");
                await first.ExpectLaterAsync(EventLog.Closed(1001));
                await first.CloseOutputAsync(WebSocketCloseStatus.EndpointUnavailable, null, Patience.Token);
                server.Expect("stop", "close 1001 ");
                server.ExpectExit(0);
            }
        }

        /// <summary>What the promise fails with is the platform's error there, and <c>WsError</c> here.</summary>
        [TestMethod]
        [DataRow(CSharp, "^not connected$", "^refused 404$")]
        [DataRow(JavaScript, "Error: .*ECONNREFUSED", "Error: Unexpected server response")]
        public void PromiseThatFails(string language, string noServer, string anotherPath)
        {
            using (ChildProcess client = Start(language, "promise", Url))
            {
                client.ExpectLine(noServer);
            }

            using ChildProcess server = StartServer(language, "own-port");
            using ChildProcess refused = Start(language, "promise", Url + "/other");
            refused.ExpectLine(anotherPath);
        }

        private static ChildProcess Start(string language, string name, string where)
        {
            return language == CSharp
                ? ChildProcess.StartProgram("desktop/EdgerosExamples", name, where)
                : Peer.FindNode().Start("edgeros.js", Script(name, where), where);
        }

        /// <summary>An example behind the modules that all of them require, with the address of this run in place of the document's.</summary>
        private static string Script(string name, string where)
        {
            string[] blocks = [.. Documentation.Blocks("docs/porting-from-edgeros.md", "js")];
            Assert.HasCount(s_names.Length + 1, blocks);
            string example = blocks[Array.IndexOf(s_names, name) + 1];
            string placed = Regex.Replace(example, @"(?<=')ws://192\.168\.1\.10:8000/chat(?=')|(?<=INADDR_ANY, )8000", where);

            // The web application's port is EdgerOS's choice.
            Assert.AreEqual(name == "webapp", placed == example, example);
            return blocks[0] + placed;
        }

        /// <summary>Starts a server and waits until it listens.</summary>
        private ChildProcess StartServer(string language, string name)
        {
            ChildProcess server = Start(language, name, _port.ToString());

            if (language == CSharp)
            {
                server.ExpectLine($"^ws://.+:{_port}/chat$");
            }

            // In JavaScript the two that share a port with HTTP have no event that could say so.
            if (language == CSharp || name == "own-port")
            {
                server.Expect("start on port " + _port);
            }
            else
            {
                Patience.Until(Listens, "a server. " + server.Transcript);
            }

            return server;
        }

        private bool Listens()
        {
            try
            {
                using var client = new TcpClient("127.0.0.1", _port);
                return true;
            }
            catch (SocketException)
            {
                return false;
            }
        }

        private async Task<ClientWebSocket> ConnectAsync()
        {
            var client = new ClientWebSocket();
            await client.ConnectAsync(new Uri(Url), Patience.Token);
            await client.ExpectAsync("text:welcome");
            return client;
        }

        private async Task AssertAnswersAsync(string path, string content)
        {
            using var http = new HttpClient { Timeout = Patience.Limit };
            using HttpResponseMessage answer = await http.GetAsync("http://127.0.0.1:" + _port + path);
            Assert.AreEqual(content == null ? HttpStatusCode.NotFound : HttpStatusCode.OK, answer.StatusCode);
            Assert.AreEqual(content ?? string.Empty, await answer.Content.ReadAsStringAsync());
        }

        private void ExpectClients(string language)
        {
            using ChildProcess events = Start(language, "events", Url);
            events.Expect("open", "message welcome", "message hello");

            // The tag is a number here, and there a string.
            string tag = events.ExpectLine("^ping (.+)$").Groups[1].Value;
            Assert.AreEqual(language == CSharp, tag == "1", events.Transcript);
            events.Expect("pong " + tag, "close 1000");
            events.ExpectExit(0);

            using ChildProcess promise = Start(language, "promise", Url);
            promise.Expect("open", "message welcome", "close 1000");
            promise.ExpectExit(0);
        }
    }
}
