using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Net.WebSockets;
using EdgeWs.Interop.Tests.Exchanges;

namespace EdgeWs.Interop.Tests.Samples
{
    /// <summary>The server and the client sample as a user runs them, with each other, other people's clients and a browser.</summary>
    [TestClass]
    public class Esp32SampleTests : LoopTest
    {
        private const int MostBytesOfThePage = 4 * 1024;

        [TestMethod]
        [DataRow("websockets_sample.py", 1000, "")]
        [DataRow("websockets_sample.py", 4321, "done here")]
        [DataRow("ws_sample.js", 1000, "")]
        [DataRow("ws_sample.js", 4321, "done here")]
        public void OtherPeoplesClients(string script, int code, string reason)
        {
            using var server = new SampleServer();
            using var client = new PeerSession(script, server.Url, code.ToString(), reason);
            client.ExpectAll("open", "greeting", "echo", "telemetry", "pong", "close " + code);
        }

        [TestMethod]
        [DataRow(new string[0])]
        [DataRow(new[] { "--tls" })]
        public void VisitorsOfThePageChatAndSeeValuesMove(string[] options)
        {
            using var server = new SampleServer(options);
            using var visit = new PeerSession("page_visit.js", server.PageUrl);
            visit.ExpectAll("open", "chat", "chart", "forged", "full", "width 0", "reconnect", "back");
            server.Process.ExpectLine("^1 closed 1000 $");
        }

        [TestMethod]
        public async Task TheSensorIsRead()
        {
            using var server = new SampleServer("--lm75");
            using var client = new ClientWebSocket();
            await client.ConnectAsync(new Uri(server.Url), Patience.Token);
            await client.ExpectAsync("text:welcome 1");
            StringAssert.StartsWith(await client.NextAsync(), "text:{\"name\":\"Temperature\",\"unit\":\"°C\",\"value\":-0.5,");
        }

        [TestMethod]
        public async Task ThePageIsSmallAndWholeAndNothingElseIsServed()
        {
            using var server = new SampleServer();
            using var http = new HttpClient { Timeout = Patience.Limit };
            using HttpResponseMessage answer = await http.GetAsync(server.PageUrl);
            using var page = new StreamReader(new GZipStream(await answer.Content.ReadAsStreamAsync(), CompressionMode.Decompress));
            Assert.AreEqual(MediaTypeHeaderValue.Parse("text/html; charset=utf-8"), answer.Content.Headers.ContentType);
            Assert.IsLessThanOrEqualTo(MostBytesOfThePage, answer.Content.Headers.ContentLength.Value);
            StringAssert.EndsWith(await page.ReadToEndAsync(), "</script>\n");

            foreach ((HttpMethod method, string path, HttpStatusCode status) in new[]
            {
                (HttpMethod.Get, "favicon.ico", HttpStatusCode.NotFound), (HttpMethod.Post, "", HttpStatusCode.NotFound), (HttpMethod.Head, "", HttpStatusCode.OK),
            })
            {
                using HttpResponseMessage other = await http.SendAsync(new HttpRequestMessage(method, server.PageUrl + path));
                Assert.AreEqual(status, other.StatusCode);
            }
        }

        [TestMethod]
        public async Task ClientConnectsCountsComesBackAndEndsWhenAsked()
        {
            int port = FreePort.Find();
            var server = new SampleServer(port);
            string url = server.Url;
            using ChildProcess client = ChildProcess.StartProgram("desktop/Esp32Client", url);
            client.Expect("connecting to " + url, "connected");
            client.ExpectLine("^received: welcome 1$");
            client.ExpectLine("^received: 1: counter ");

            // The server goes away without a word and comes back on the same port.
            server.Dispose();
            client.ExpectLine($"^{url}: lost with code 1006; attempt 1 in ");
            client.ExpectLine($"^{url}: nobody listens there, or it is out of reach; attempt 2 in ");
            using var again = new SampleServer(port);
            client.ExpectLine("^connected$");
            client.ExpectLine("^received: welcome 1$");
            client.ExpectLine("^received: 1: counter ");

            // What one client says goes to all, so this reaches the sample.
            using var other = new ClientWebSocket();
            await other.ConnectAsync(new Uri(url), Patience.Token);
            await other.SendTextAsync("close");
            client.ExpectLine("^received: 2: close$");
            client.ExpectLine("^closed 1000");
            client.ExpectExit(0);
            again.Process.ExpectLine("^1 closed 1000 bye$");

            await other.SendBytesAsync([1]);
            await other.ExpectLaterAsync(EventLog.Closed(1003, "text only"));
        }

        [TestMethod]
        public void OverTls()
        {
            using var server = new SampleServer("--tls");
            Connect(server.Url, null, new WsTlsOptions { AcceptAnyServer = true }).Expect("open", "text:welcome 1");
            Connect(server.Url).ExpectFailure(WsErrorKind.TlsFailed);

            using ChildProcess client = ChildProcess.StartProgram("desktop/Esp32Client", server.Url, "--insecure");
            client.ExpectLine("^received: welcome 2$");
            using ChildProcess careful = ChildProcess.StartProgram("desktop/Esp32Client", server.Url);
            careful.ExpectLine(@": no TLS with that server \(is its certificate trusted");
        }
    }
}
