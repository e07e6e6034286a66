using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Net.WebSockets;
using System.Text;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using EdgeWs.Desktop.Tests.Loops;
using EdgeWs.Desktop.Tests.Platform;
using EdgeWs.Desktop.Tests.Sockets;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace EdgeWs.Desktop.Tests.Interop
{
    /// <summary>
    /// The five examples of docs/porting-from-edgeros.md, each in both languages: they do the same, but for what the document's table
    /// of differences says.
    /// </summary>
    [TestClass]
    public class EdgerosExampleTests
    {
        private const string CSharp = EdgerosExample.CSharp;
        private const string JavaScript = EdgerosExample.JavaScript;

        private readonly int _port = FreePort.Find();

        public static IEnumerable<object[]> Pairs =>
            from server in new[] { CSharp, JavaScript }
            from example in new[] { "own-port", "http", "webapp" }
            from client in new[] { CSharp, JavaScript }
            select new object[] { server, example, client };

        private string Url => "ws://127.0.0.1:" + _port + "/chat";

        [TestMethod]
        [DataRow(CSharp)]
        [DataRow(JavaScript)]
        public async Task OwnPortServer(string language)
        {
            using ChildProcess server = StartServer(language, "own-port");
            using var first = new ClientWebSocket();
            using var second = new ClientWebSocket();
            await first.ConnectAsync(new Uri(Url), Patience.Token);
            Assert.AreEqual("connection 1 to /chat", server.ReadLine(Patience.Limit));
            Assert.AreEqual(Text("welcome"), await first.NextAsync());
            await second.ConnectAsync(new Uri(Url), Patience.Token);
            Assert.AreEqual("connection 2 to /chat", server.ReadLine(Patience.Limit));
            Assert.AreEqual(Text("welcome"), await second.NextAsync());

            await second.CloseAsync(4000, "bye");
            Assert.AreEqual("close 4000 bye", server.ReadLine(Patience.Limit));

            // Stopping closes all channels and ends the program.
            await first.SendTextAsync("stop");
            Assert.AreEqual(Text("stop"), await first.NextAsync());
            Assert.AreEqual(EventLog.Closed(1001), await first.NextAsync());
            await first.CloseOutputAsync(WebSocketCloseStatus.EndpointUnavailable, null, Patience.Token);
            Expect(server, "stop", "close 1001 ");
            Assert.AreEqual(0, server.WaitForExit(Patience.Limit), server.Transcript);
        }

        [TestMethod]
        [DataRow(CSharp, "own-port")]
        [DataRow(CSharp, "http")]
        [DataRow(CSharp, "webapp")]
        [DataRow(JavaScript, "own-port")]
        [DataRow(JavaScript, "http")]
        [DataRow(JavaScript, "webapp")]
        public async Task MessagesGoToAllClients(string language, string example)
        {
            using ChildProcess server = StartServer(language, example);
            using var first = new ClientWebSocket();
            using var second = new ClientWebSocket();
            await first.ConnectAsync(new Uri(Url), Patience.Token);
            await second.ConnectAsync(new Uri(Url), Patience.Token);
            Assert.AreEqual(Text("welcome"), await first.NextAsync());
            Assert.AreEqual(Text("welcome"), await second.NextAsync());
            await first.SendTextAsync("hello");
            Assert.AreEqual(Text("hello"), await first.NextAsync());
            Assert.AreEqual(Text("hello"), await second.NextAsync());
            await first.SendBytesAsync([1, 2, 3]);
            Assert.AreEqual(EventLog.Describe(false, new byte[] { 1, 2, 3 }), await second.NextAsync());
        }

        [TestMethod]
        [DataRow(CSharp, "http", "/", HttpStatusCode.NotFound, "")]
        [DataRow(CSharp, "webapp", "/", HttpStatusCode.OK, "hello")]
        [DataRow(CSharp, "webapp", "/other", HttpStatusCode.NotFound, "")]
        [DataRow(JavaScript, "http", "/", HttpStatusCode.NotFound, "")]
        [DataRow(JavaScript, "webapp", "/", HttpStatusCode.OK, "hello")]
        [DataRow(JavaScript, "webapp", "/other", HttpStatusCode.NotFound, "")]
        public async Task OtherRequestsAreTheHttpServers(string language, string example, string path, HttpStatusCode status, string content)
        {
            using ChildProcess server = StartServer(language, example);
            using var http = new HttpClient { Timeout = Patience.Limit };
            using HttpResponseMessage answer = await http.GetAsync("http://127.0.0.1:" + _port + path);
            Assert.AreEqual(status, answer.StatusCode);
            Assert.AreEqual(content, await answer.Content.ReadAsStringAsync());
        }

        [TestMethod]
        [DataRow("http")]
        [DataRow("webapp")]
        public async Task WhatIsNoHttpHarmsNobody(string example)
        {
            using ChildProcess server = StartServer(CSharp, example);
            using (RawClient client = RawClient.Connect(_port))
            {
                client.Send("x\r\n\r\n");
                client.ReadTextToEnd();
            }

            using var good = new ClientWebSocket();
            await good.ConnectAsync(new Uri(Url), Patience.Token);
            Assert.AreEqual(Text("welcome"), await good.NextAsync());
        }

        [TestMethod]
        [DynamicData(nameof(Pairs))]
        public void EventClient(string serverLanguage, string example, string clientLanguage)
        {
            using ChildProcess server = StartServer(serverLanguage, example);
            using ChildProcess client = EdgerosExample.StartClient(clientLanguage, "events", Url);
            Expect(client, "open", "message welcome", "message hello");

            // The tag is a number here, and there a string.
            string tag = Regex.Match(client.ReadLine(Patience.Limit), "^ping (.+)$").Groups[1].Value;
            Assert.AreEqual(clientLanguage == CSharp, tag == "1", client.Transcript);
            Expect(client, "pong " + tag, "close 1000");
            Assert.AreEqual(0, client.WaitForExit(Patience.Limit));
            if (example == "own-port")
            {
                Expect(server, "connection 1 to /chat", "ping", "close 1000 done");
            }
        }

        [TestMethod]
        [DynamicData(nameof(Pairs))]
        public void PromiseClient(string serverLanguage, string example, string clientLanguage)
        {
            using ChildProcess server = StartServer(serverLanguage, example);
            using ChildProcess client = EdgerosExample.StartClient(clientLanguage, "promise", Url);
            Expect(client, "open", "message welcome", "close 1000");
            Assert.AreEqual(0, client.WaitForExit(Patience.Limit));
        }

        /// <summary>What the promise fails with is the platform's error there, and <c>WsError</c> here.</summary>
        [TestMethod]
        [DataRow(CSharp, "^not connected$", "^refused 404$")]
        [DataRow(JavaScript, "Error: .*ECONNREFUSED", "Error: Unexpected server response")]
        public void PromiseThatFails(string language, string noServer, string anotherPath)
        {
            using (ChildProcess client = EdgerosExample.StartClient(language, "promise", Url))
            {
                StringAssert.Matches(client.ReadLine(Patience.Limit), new Regex(noServer));
            }

            using ChildProcess server = StartServer(language, "own-port");
            using ChildProcess refused = EdgerosExample.StartClient(language, "promise", Url + "/other");
            StringAssert.Matches(refused.ReadLine(Patience.Limit), new Regex(anotherPath));
        }

        [TestMethod]
        [DataRow("events", "localhost")]
        [DataRow("promise", "http://localhost/")]
        [DataRow("own-port", "65536")]
        [DataRow("webapp", "ws://localhost/")]
        [DataRow("server", "8000")]
        public void WhatItCannotUseGetsTheUsage(string example, string where)
        {
            using ChildProcess program = EdgerosExample.Start(EdgerosExample.CSharp, example, where);
            Assert.AreEqual(2, program.WaitForExit(Patience.Limit));
            StringAssert.StartsWith(program.Transcript, "usage: ");
        }

        private static string Text(string text)
        {
            return EventLog.Describe(true, Encoding.UTF8.GetBytes(text));
        }

        private static void Expect(ChildProcess process, params string[] lines)
        {
            foreach (string line in lines)
            {
                Assert.AreEqual(line, process.ReadLine(Patience.Limit), process.Transcript);
            }
        }

        private ChildProcess StartServer(string language, string example)
        {
            return EdgerosExample.StartServer(language, example, _port);
        }
    }
}
