using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;
using System.Threading.Tasks;
using EdgeWs.Desktop.Tests.Peers;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace EdgeWs.Desktop.Tests.Interop
{
    /// <summary>The page of the server sample, on the port of its WebSockets.</summary>
    [TestClass]
    public class SamplePageTests
    {
        private const int MostBytes = 6 * 1024;

        [TestMethod]
        public void VisitorsChatAndSeeValuesMove()
        {
            Peer chromium = Peer.FindChromium();
            using SampleServer server = SampleServer.Start();
            using var visit = new PeerSession(chromium, "page_visit.js", "http://127.0.0.1:" + server.Port + "/");
            visit.ExpectAll("open", "chat", "chart", "width 0", "reconnect");
        }

        [TestMethod]
        public async Task ThePageIsSmallAndWhole()
        {
            using SampleServer server = SampleServer.Start();
            using var client = new HttpClient();
            using HttpResponseMessage answer = await client.GetAsync("http://127.0.0.1:" + server.Port + "/");
            byte[] page = await answer.Content.ReadAsByteArrayAsync();

            Assert.AreEqual(MediaTypeHeaderValue.Parse("text/html; charset=utf-8"), answer.Content.Headers.ContentType);
            Assert.IsLessThanOrEqualTo(MostBytes, page.Length);
            StringAssert.EndsWith(Encoding.UTF8.GetString(page), "</script>\n");
        }

        [TestMethod]
        public async Task NothingElseIsServed()
        {
            using SampleServer server = SampleServer.Start();
            using var client = new HttpClient();
            string url = "http://127.0.0.1:" + server.Port + "/";
            using HttpResponseMessage missing = await client.GetAsync(url + "favicon.ico");
            using HttpResponseMessage posted = await client.PostAsync(url, new StringContent("x"));
            using HttpResponseMessage head = await client.SendAsync(new HttpRequestMessage(HttpMethod.Head, url));

            Assert.AreEqual(System.Net.HttpStatusCode.NotFound, missing.StatusCode);
            Assert.AreEqual(System.Net.HttpStatusCode.NotFound, posted.StatusCode);
            Assert.AreEqual(System.Net.HttpStatusCode.OK, head.StatusCode);
        }
    }
}
