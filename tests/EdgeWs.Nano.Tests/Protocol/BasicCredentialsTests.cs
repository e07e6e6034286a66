using System;
using nanoFramework.TestFramework;

namespace EdgeWs.Nano.Tests
{
    /// <summary>Basic authentication, RFC 7617; the example is that of its section 2.</summary>
    [TestClass]
    public class BasicCredentialsTests
    {
        [TestMethod]
        [DataRow("Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==", true)]
        [DataRow("basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==", true)]
        [DataRow("Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ", false)]
        [DataRow("Basic QWxhZGRpbjpvcGVuIHNlc2FtZR==", false)]
        [DataRow("Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==QWxhZGRpbjpvcGVuIHNlc2FtZQ==", false)]
        [DataRow("Basic ", false)]
        [DataRow("Bearer QWxhZGRpbjpvcGVuIHNlc2FtZQ==", false)]
        [DataRow("", false)]
        public void CredentialsAreCompared(string value, bool isMatch)
        {
            WsHeaders headers = HeadProbe.ReadFields("Authorization: " + value + "\r\n");
            Assert.AreEqual(isMatch, BasicCredentials.Match(headers, "Aladdin", "open sesame"));
            Assert.IsFalse(BasicCredentials.Match(headers, "Aladdin", "open sesam"));
            Assert.IsFalse(BasicCredentials.Match(HeadProbe.ReadFields("A: b\r\n"), "Aladdin", "open sesame"));
            Assert.ThrowsException(typeof(ArgumentNullException), () => BasicCredentials.Match(HeadProbe.ReadFields("A: b\r\n"), "Aladdin", null));
            Assert.ThrowsException(typeof(ArgumentException), () => BasicCredentials.Match(HeadProbe.ReadFields("A: b\r\n"), "a:b", "c"));
        }

        [TestMethod]
        [DataRow("Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==", "Aladdin")]
        [DataRow("basic OmE=", "")]
        [DataRow("Basic QWxhZGRpbg==", "none")]
        [DataRow("Basic !", "none")]
        [DataRow("Bearer QWxhZGRpbjpvcGVuIHNlc2FtZQ==", "none")]
        public void TheNameIsWhatStandsBeforeTheColon(string value, string name)
        {
            Assert.AreEqual(name, BasicCredentials.NameIn(HeadProbe.ReadFields("Authorization: " + value + "\r\n")) ?? "none");
            Assert.IsNull(BasicCredentials.NameIn(HeadProbe.ReadFields("A: b\r\n")));
        }
    }
}
