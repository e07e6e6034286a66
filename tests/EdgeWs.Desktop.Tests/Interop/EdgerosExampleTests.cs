using System;
using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using System.Threading.Tasks;
using EdgeWs.Desktop.Tests.Loops;
using EdgeWs.Desktop.Tests.Platform;
using EdgeWs.Desktop.Tests.Sockets;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace EdgeWs.Desktop.Tests.Interop
{
    /// <summary>The five examples of docs/porting-from-edgeros.md as processes: what their EdgerOS counterparts do by its reference.</summary>
    [TestClass]
    public class EdgerosExampleTests
    {
        private readonly int _port = FreePort.Find();

        private string Url => "ws://127.0.0.1:" + _port + "/chat";

        [TestMethod]
        public async Task OwnPortServer()
        {
            using ChildProcess server = StartServer("own-port");
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
            Assert.AreEqual("stop", server.ReadLine(Patience.Limit));
            Assert.AreEqual(0, server.WaitForExit(Patience.Limit), server.Transcript);
        }

        [TestMethod]
        [DataRow("own-port")]
        [DataRow("http")]
        [DataRow("webapp")]
        public async Task MessagesGoToAllClients(string example)
        {
            using ChildProcess server = StartServer(example);
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
        [DataRow("http", "/", HttpStatusCode.NotFound, "")]
        [DataRow("webapp", "/", HttpStatusCode.OK, "hello")]
        [DataRow("webapp", "/other", HttpStatusCode.NotFound, "")]
        public async Task OtherRequestsAreTheHttpServers(string example, string path, HttpStatusCode status, string content)
        {
            using ChildProcess server = StartServer(example);
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
            using ChildProcess server = StartServer(example);
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
        public void EventClient()
        {
            using ChildProcess server = StartServer("own-port");
            using ChildProcess client = Start("events", Url);
            Expect(client, "open", "message welcome", "message hello", "ping 1", "pong 1", "close 1000");
            Expect(server, "connection 1 to /chat", "ping", "close 1000 done");
            Assert.AreEqual(0, client.WaitForExit(Patience.Limit));
        }

        [TestMethod]
        public void PromiseClient()
        {
            using ChildProcess server = StartServer("own-port");
            using ChildProcess client = Start("promise", Url);
            Expect(client, "open", "message welcome", "close 1000");
            Assert.AreEqual(0, client.WaitForExit(Patience.Limit));
        }

        [TestMethod]
        public void PromiseThatFails()
        {
            using (ChildProcess client = Start("promise", Url))
            {
                Expect(client, "not connected");
            }

            using ChildProcess server = StartServer("own-port");
            using ChildProcess refused = Start("promise", Url + "/other");
            Expect(refused, "refused 404");
        }

        private static string Text(string text)
        {
            return EventLog.Describe(true, Encoding.UTF8.GetBytes(text));
        }

        private static ChildProcess Start(string example, string where)
        {
            return ChildProcess.Start("dotnet", Repository.Root, Repository.FindProgram("EdgerosExamples"), example, where);
        }

        private static void Expect(ChildProcess process, params string[] lines)
        {
            foreach (string line in lines)
            {
                Assert.AreEqual(line, process.ReadLine(Patience.Limit), process.Transcript);
            }
        }

        private ChildProcess StartServer(string example)
        {
            ChildProcess server = Start(example, _port.ToString());
            Expect(server, "start on port " + _port);
            return server;
        }
    }
}
