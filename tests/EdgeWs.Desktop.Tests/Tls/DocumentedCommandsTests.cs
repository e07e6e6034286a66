extern alias Device;

using System;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using EdgeWs.Desktop.Tests.Documents;
using EdgeWs.Desktop.Tests.Loops;
using EdgeWs.Desktop.Tests.Peers;
using EdgeWs.Nano;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace EdgeWs.Desktop.Tests.Tls
{
    /// <summary>The commands of docs/tls.md make certificates that work.</summary>
    [TestClass]
    public class DocumentedCommandsTests : LoopTest
    {
        /// <summary>Which commands these are.</summary>
        internal const string Pattern = @"^openssl (ecparam|req|x509) |^printf (?!.*\| dotnet )";

        private DirectoryInfo _folder;

        internal static DocumentedCommand[] Commands => [.. DocumentedCommand.All
            .Where(command => command.Document == "docs/tls.md" && Regex.IsMatch(command.Text, Pattern))];

        [TestInitialize]
        public void RunCommands()
        {
            Peer.FindProgram("openssl", "openssl");
            _folder = Directory.CreateTempSubdirectory("edgews-docs-");
            foreach (DocumentedCommand command in Commands)
            {
                Run(command.Text);
            }
        }

        [TestCleanup]
        public void DeleteFiles()
        {
            _folder.Delete(true);
        }

        [TestMethod]
        [DataRow("device", "ca")]
        [DataRow("pinned", "pinned")]
        public void Certificates(string server, string trusted)
        {
            var certificate = new TestCertificate(Read(server + ".pem"), Read(server + ".key"));
            ServerHost host = StartServer(null, null, new WsTlsOptions { Certificate = certificate.Own });
            Open(host, null, new WsTlsOptions { CaCertificate = new TestCertificate(Read(trusted + ".pem"), null).Trusted });
        }

        [TestMethod]
        [DataRow("DER")]
        [DataRow("DER and PKCS #8")]
        [DataRow("password")]
        [DataRow("bytes of PEM")]
        public void OtherForms(string form)
        {
            Run("openssl x509 -in device.pem -outform DER -out device.der");
            Run("openssl ec -in device.key -outform DER -out device.key.der");
            Run("openssl pkcs8 -topk8 -nocrypt -in device.key -outform DER -out device.p8");
            Run("openssl pkcs8 -topk8 -in device.key -passout pass:secret -out device.locked");
            Device::System.Security.Cryptography.X509Certificates.X509Certificate2 own = form switch
            {
                "DER" => new(ReadBytes("device.der"), ReadBytes("device.key.der"), null),
                "DER and PKCS #8" => new(ReadBytes("device.der"), ReadBytes("device.p8"), null),
                "password" => new(Read("device.pem"), Read("device.locked"), "secret"),
                _ => new([.. ReadBytes("device.pem"), 0], [.. ReadBytes("device.key"), 0], null),
            };
            ServerHost host = StartServer(null, null, new WsTlsOptions { Certificate = own });
            Open(host, null, new WsTlsOptions { CaCertificate = new TestCertificate(Read("ca.pem"), null).Trusted });
        }

        [TestMethod]
        public void WhatIsNone()
        {
            string pem = Read("device.pem");
            string key = Read("device.key");
            Assert.ThrowsExactly<ArgumentException>(() => new TestCertificate("x", key).Own);
            Assert.ThrowsExactly<ArgumentException>(() => new TestCertificate(pem, "x").Own);
            Assert.ThrowsExactly<ArgumentException>(() => new TestCertificate(key, null).Trusted);
            Run("openssl pkcs8 -topk8 -in device.key -passout pass:secret -out device.locked");
            Assert.ThrowsExactly<ArgumentException>(
                () => new Device::System.Security.Cryptography.X509Certificates.X509Certificate2(pem, Read("device.locked"), "wrong"));
        }

        private void Run(string command)
        {
            using ChildProcess shell = ChildProcess.Start("sh", _folder.FullName, "-c", command);
            Assert.AreEqual(0, shell.WaitForExit(Patience.Limit), shell.Transcript);
        }

        private byte[] ReadBytes(string name)
        {
            return File.ReadAllBytes(Path.Combine(_folder.FullName, name));
        }

        private string Read(string name)
        {
            return File.ReadAllText(Path.Combine(_folder.FullName, name));
        }
    }
}
