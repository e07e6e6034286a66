using System;
using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using nanoFramework.TestFramework;

namespace EdgeWs.Nano.Tests
{
    /// <summary>Every combination of TLS options that cannot work is an error when a server or client is created.</summary>
    [TestClass]
    public class TlsOptionsTests
    {
        private const string Url = "wss://127.0.0.1:1/";

        [TestMethod]
        public void Defaults()
        {
            WsTlsOptions tls = new WsTlsOptions();
            Assert.AreEqual((int)(SslProtocols.Tls12 | SslProtocols.Tls13), (int)tls.SslProtocols);
            Assert.AreEqual(5000, tls.HandshakeTimeout);
            Assert.AreEqual(2, tls.MaxSessions);
            Assert.IsFalse(tls.AcceptAnyServer);
            Assert.IsFalse(tls.RequireClientCertificate);
            Assert.IsFalse(tls.UseStoredCertificate);
            Assert.IsNull(tls.Certificate);
            Assert.IsNull(tls.CaCertificate);
            Assert.IsNull(tls.TargetHost);
        }

        [TestMethod]
        public void ValuesThatCannotBe()
        {
            AssertClientRefuses(Url, null, new WsTlsOptions { Certificate = new X509Certificate2() });
            AssertClientRefuses(Url, null, new WsTlsOptions { SslProtocols = SslProtocols.None });
            AssertClientRefuses(Url, null, new WsTlsOptions { SslProtocols = SslProtocols.Tls12 | (SslProtocols)192 });
            AssertClientRefuses(Url, null, new WsTlsOptions { TargetHost = "" });
            AssertClientRefuses(Url, null, new WsTlsOptions { TargetHost = "a/b" });
            AssertClientRefuses(Url, null, new WsTlsOptions { TargetHost = "a:443" });
            Assert.ThrowsException(typeof(ArgumentOutOfRangeException), () => WsClient.Create(Url, null, new WsTlsOptions { HandshakeTimeout = 0 }));
            Assert.ThrowsException(typeof(ArgumentOutOfRangeException), () => WsClient.Create(Url, null, new WsTlsOptions { MaxSessions = 0 }));
        }

        [TestMethod]
        public void ValuesThatCanBe()
        {
            new WsTlsOptions { TargetHost = "device.example", SslProtocols = SslProtocols.Tls12 }.CheckFor(false);
            new WsTlsOptions { TargetHost = "192.168.1.10", SslProtocols = SslProtocols.Tls13 }.CheckFor(false);
        }

        [TestMethod]
        public void ServerTakesTheStoredCertificate()
        {
            WsTlsOptions tls = new WsTlsOptions();
            tls.UseStoredCertificate = true;
            tls.RequireClientCertificate = true;
            Assert.AreEqual(-1, CreateServer(tls).Port);
        }

        [TestMethod]
        public void ServerRefuses()
        {
            AssertServerRefuses(new WsTlsOptions());

            WsTlsOptions tls = Stored();
            tls.CaCertificate = new X509Certificate();
            AssertServerRefuses(tls);

            tls = Stored();
            tls.AcceptAnyServer = true;
            AssertServerRefuses(tls);

            tls = Stored();
            tls.TargetHost = "h";
            AssertServerRefuses(tls);
        }

        [TestMethod]
        public void ClientRefuses()
        {
            WsTlsOptions tls = new WsTlsOptions();
            tls.RequireClientCertificate = true;
            AssertClientRefuses(Url, null, tls);

            tls = new WsTlsOptions();
            tls.AcceptAnyServer = true;
            tls.CaCertificate = new X509Certificate();
            AssertClientRefuses(Url, null, tls);

            AssertClientRefuses("ws://127.0.0.1:1/", null, new WsTlsOptions());
        }

        private static WsTlsOptions Stored()
        {
            WsTlsOptions tls = new WsTlsOptions();
            tls.UseStoredCertificate = true;
            return tls;
        }

        private static WsServer CreateServer(WsTlsOptions tls)
        {
            return WsServer.Create("/", new IPEndPoint(IPAddress.Any, 0), null, tls);
        }

        private static void AssertServerRefuses(WsTlsOptions tls)
        {
            Assert.ThrowsException(typeof(ArgumentException), () => CreateServer(tls));
        }

        private static void AssertClientRefuses(string url, WsClientOptions options, WsTlsOptions tls)
        {
            Assert.ThrowsException(typeof(ArgumentException), () => WsClient.Create(url, options, tls));
            Assert.ThrowsException(typeof(ArgumentException), () => WsClient.CreateAsync(url, options, tls));
        }
    }
}
