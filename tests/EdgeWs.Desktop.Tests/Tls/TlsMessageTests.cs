extern alias Device;

using System.Text;
using EdgeWs.Desktop.Tests.Loops;
using EdgeWs.Nano;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SslProtocols = Device::System.Net.Security.SslProtocols;

namespace EdgeWs.Desktop.Tests.Tls
{
    /// <summary>Our client and our server over TLS.</summary>
    [TestClass]
    public class TlsMessageTests : LoopTest
    {
        private static readonly TestAuthority s_authority = new TestAuthority();
        private static readonly TestCertificate s_server = s_authority.Issue("127.0.0.1");

        [TestMethod]
        [DataRow(SslProtocols.Tls12, 125)]
        [DataRow(SslProtocols.Tls13, 125)]
        [DataRow(SslProtocols.Tls12, 1 << 20)]
        [DataRow(SslProtocols.Tls13, 1 << 20)]
        public void Messages(object version, int size)
        {
            var protocols = (SslProtocols)version;
            ServerHost server = StartServer(
                new WsServerOptions { MaxMessageSize = 1 << 20, MaxBufferedBytes = 1 << 21 },
                s => s.Connection += (_, channel) => channel.Message += (c, m) => c.Send(m),
                new WsTlsOptions { Certificate = s_server.Own, SslProtocols = protocols });
            ClientHost client = Open(
                server,
                new WsClientOptions { MaxMessageSize = 1 << 20 },
                new WsTlsOptions { CaCertificate = s_authority.Certificate.Trusted });
            Assert.IsTrue(Loop.Do(() => server.Channel.Eos.IsSecure));
            Assert.IsNotNull(Loop.Do(() => server.Channel.Eos.RemoteEndPoint));

            string text = Content.Text(size);
            Loop.Do(() => client.Client.Send(text));
            client.Events.Expect(EventLog.Describe(true, Encoding.UTF8.GetBytes(text)));
            byte[] bytes = Content.Bytes(size);
            Loop.Do(() => client.Client.Send(bytes));
            client.Events.Expect(EventLog.Describe(false, bytes));
            Loop.Do(() => client.Client.Close(1000, "done"));
            client.Events.Expect(EventLog.Closed(1000));
            Loop.Until(() => server.Server.SessionCount == 0, "the end of the session");
        }
    }
}
