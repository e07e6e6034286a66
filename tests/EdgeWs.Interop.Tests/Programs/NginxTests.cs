using System.Collections.Concurrent;
using EdgeWs.Interop.Tests.Exchanges;

namespace EdgeWs.Interop.Tests.Programs
{
    /// <summary>nginx as a reverse proxy in front of our server, with the configurations of docs/interoperability.md and docs/scaling-out.md.</summary>
    [TestClass]
    public class NginxTests : ExchangeTest
    {
        [TestMethod]
        [DataRow(false)]
        [DataRow(true)]
        public void OurClientThroughProxy(bool isSecure)
        {
            using TestCertificate certificate = TestAuthority.SelfSigned("127.0.0.1");
            using NginxProxy proxy = NginxProxy.StartFor(StartEchoServer(), certificate: isSecure ? certificate : null);
            RunClient(proxy.Url, Exchange.OurPing, string.Empty, isSecure ? new WsTlsOptions { CaCertificate = certificate.Trusted } : null);
        }

        [TestMethod]
        [DataRow("upgrade", "upgrade")]
        [DataRow("Upgrade", "Upgrade")]
        [DataRow("\"keep-alive, Upgrade\"", "keep-alive, Upgrade")]
        [DataRow("$http_connection", "Upgrade")]
        public void HeaderFields(string setting, string connection)
        {
            ServerHost server = StartEchoServer();
            var seen = new ConcurrentQueue<string>();
            server.Server.Connecting += (_, handshake) => seen.Enqueue(handshake.Headers["Connection"] + " " + handshake.Headers["X-Forwarded-For"]);
            string documented = NginxProxy.Documented("docs/interoperability.md", server).Place("Connection upgrade", "Connection " + setting);
            using var proxy = new NginxProxy("location / { " + documented + "proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for; }");
            OpenTo(proxy.Url + ServerHost.Path).Echo("through");
            Assert.AreEqual(connection + " 127.0.0.1", seen.Single());
        }

        [TestMethod]
        public void Location()
        {
            using var proxy = new NginxProxy(NginxProxy.Documented("docs/scaling-out.md", StartEchoServer()));
            OpenTo(proxy.Url + "/kitchen" + ServerHost.Path).Echo("through");
        }

        [TestMethod]
        public void RedirectionAndPassword()
        {
            // Its workers, which are not root, are to read it.
            string passwords = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
            File.WriteAllText(passwords, "device:{PLAIN}secret\n");
            using var proxy = new NginxProxy(
                "location = /old { return 307 $scheme://$http_host" + ServerHost.Path + "; } location / { auth_basic board; auth_basic_user_file "
                + passwords + "; " + NginxProxy.Documented("docs/interoperability.md", StartEchoServer()) + " }");
            OpenTo(proxy.Url + "/old", null, options =>
            {
                options.MaxRedirects = 1;
                options.SetCredentials("device", "secret");
            }).Echo("through");
            ClientHost stranger = ConnectTo(proxy.Url + "/old", null, options => options.MaxRedirects = 1);
            stranger.ExpectFailure(WsErrorKind.Refused, 401);
            Assert.AreEqual("Basic realm=\"board\"", Loop.Do(() => stranger.Client.Error.Headers["WWW-Authenticate"]));
            stranger = ConnectTo(proxy.Url + "/old");
            stranger.ExpectFailure(WsErrorKind.Refused, 307);
            Assert.AreEqual(proxy.Url.Replace("ws:", "http:", StringComparison.Ordinal) + ServerHost.Path, Loop.Do(() => stranger.Client.Error.Headers["Location"]));
            File.Delete(passwords);
        }

        /// <summary>Out of the box nginx asks with HTTP/1.0, and leaves the header fields out that would switch protocols.</summary>
        [TestMethod]
        [DataRow("", 400)]
        [DataRow("proxy_set_header Upgrade $http_upgrade; proxy_set_header Connection upgrade;", 400)]
        [DataRow("proxy_http_version 1.1;", 426)]
        public void IncompleteConfiguration(string settings, int status)
        {
            using var proxy = new NginxProxy("location / { proxy_pass http://127.0.0.1:" + StartEchoServer().Port + "; " + settings + " }");
            ConnectTo(proxy.Url + ServerHost.Path).ExpectFailure(WsErrorKind.Refused, status);
        }

        /// <summary>When the silent connection is ended, the other, which is older, would have been too.</summary>
        [TestMethod]
        public void ProxyEndsSilentConnectionAndHeartbeatKeepsAnother()
        {
            string Locate(string path, int heartbeat)
            {
                ServerHost server = StartEchoServer(null, options => options.HeartbeatInterval = heartbeat);
                return "location " + path + " { " + NginxProxy.Documented("docs/interoperability.md", server).Place(";\nproxy_http", "/;\nproxy_http")
                    + "proxy_read_timeout 10s; }";
            }

            using var proxy = new NginxProxy(Locate("/beating/", 200) + Locate("/silent/", 0));
            ClientHost beating = OpenTo(proxy.Url + "/beating" + ServerHost.Path, null, options => options.HeartbeatInterval = 0);
            ClientHost silent = OpenTo(proxy.Url + "/silent" + ServerHost.Path, null, options => options.HeartbeatInterval = 0);
            silent.Expect(EventLog.Closed(WsCloseCode.Abnormal));
            beating.Send("still there");
            beating.Events.ExpectLater("text:still there");
        }
    }
}
