using System;
using System.Net.WebSockets;
using System.Threading.Tasks;
using EdgeWs.Desktop.Tests.Loops;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace EdgeWs.Desktop.Tests.Interop
{
    /// <summary>The client sample with the server sample, both in processes of their own.</summary>
    [TestClass]
    public class SampleClientTests
    {
        [TestMethod]
        public async Task ConnectsCountsComesBackAndEndsWhenAsked()
        {
            SampleServer server = SampleServer.Start();
            try
            {
                string url = server.Url;
                string port = server.Port;
                using ChildProcess client = ChildProcess.Start("dotnet", Repository.Root, Repository.FindProgram("Esp32Client"), url);
                Expect(client, server, "connecting to " + url, "connected", "received: welcome 1", "received: counter ");

                // The server goes away without a word and comes back on the same port.
                server.Dispose();
                Expect(client, server, "lost with code 1006; attempt 1 in ", "nobody listens there, or it is out of reach; attempt 2 in ");
                server = SampleServer.Start(port);
                Expect(client, server, "connected", "received: welcome 1", "received: counter ");

                // What one client says goes to all, so this reaches the sample.
                using var other = new ClientWebSocket();
                await other.ConnectAsync(new Uri(url), Patience.Token);
                await other.SendTextAsync("close");
                Expect(client, server, "received: close", "closed 1000");
                server.ExpectLine("1 closed 1000 bye");
                Assert.IsNull(client.ReadLine(Patience.Limit));
            }
            finally
            {
                server.Dispose();
            }
        }

        /// <summary>Waits for lines of the client that begin so, in this order; others may come between.</summary>
        private static void Expect(ChildProcess client, SampleServer server, params string[] beginnings)
        {
            foreach (string expected in beginnings)
            {
                string line;
                do
                {
                    line = client.ReadLine(Patience.Limit);
                    Assert.IsNotNull(line, "The client ended:\n" + client.Transcript + "server:\n" + server.Transcript);
                }
                while (!line.StartsWith(expected, StringComparison.Ordinal));
            }
        }
    }
}
