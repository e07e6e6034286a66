using EdgeWs.Desktop.Tests.Interop;
using EdgeWs.Desktop.Tests.Loops;
using EdgeWs.Nano;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace EdgeWs.Desktop.Tests.Tls
{
    /// <summary>The samples with their switch for wss.</summary>
    [TestClass]
    public class TlsSampleTests : LoopTest
    {
        [TestMethod]
        public void Server()
        {
            using SampleServer server = SampleServer.Start("0", "--tls");
            StringAssert.StartsWith(server.Url, "wss://");
            ClientHost client = Connect(server.Url, null, new WsTlsOptions { AcceptAnyServer = true });
            client.Events.Expect("open", "text:welcome 1");
            ExpectFailure(Connect(server.Url), WsErrorKind.TlsFailed);
        }

        [TestMethod]
        public void Client()
        {
            using SampleServer server = SampleServer.Start("0", "--tls");
            using ChildProcess client = ChildProcess.Start(
                "dotnet", Repository.Root, Repository.FindProgram("Esp32Client"), server.Url, "--insecure");
            ExpectLine(client, "received: welcome 1");

            using ChildProcess careful = ChildProcess.Start(
                "dotnet", Repository.Root, Repository.FindProgram("Esp32Client"), server.Url);
            ExpectLine(careful, "no TLS with that server (is its certificate trusted");
        }

        private static void ExpectLine(ChildProcess process, string start)
        {
            string line;
            do
            {
                line = process.ReadLine(Patience.Limit);
                Assert.IsNotNull(line, process.Transcript);
            }
            while (!line.StartsWith(start, System.StringComparison.Ordinal));
        }
    }
}
