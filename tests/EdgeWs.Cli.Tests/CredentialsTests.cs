using System.Text;

namespace EdgeWs.Cli.Tests
{
    /// <summary>Names and passwords in a URL and for a proxy, and the way through one.</summary>
    [TestClass]
    public class CredentialsTests
    {
        private const string Refusal = "HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"x\"\r\nContent-Length: 0\r\n\r\n";

        [TestMethod]
        [DataRow("listen", "user:pw@", "user:pw")]
        [DataRow("ping", "user:pw@", "user:pw")]
        [DataRow("ping", "us%40er:p%3aw:%C3%BC@", "us@er:p:w:ü")]
        [DataRow("ping", "user@", "user:")]
        public async Task CredentialsOfTheUrlAreSentAsBasic(string command, string information, string credentials)
        {
            using RawServer server = RawServer.Answering("HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n");
            CliResult result = Cli.Run(command, server.Url.Replace("ws://", "ws://" + information, StringComparison.Ordinal)).ExpectExit(5);
            Assert.Contains("\r\nAuthorization: " + Basic(credentials) + "\r\n", await server.Request);
            Assert.DoesNotContain("user", result.Error);
        }

        [TestMethod]
        public void CredentialsOfTheUrlAreNotShown()
        {
            using var server = new DeviceServer();
            CliResult result = Cli.Run("send", server.Url.Replace("ws://", "ws://user:pw@", StringComparison.Ordinal) + "?headers", "x", "--wait", "1");
            Assert.DoesNotContain("pw", result.ExpectExit(0).Error);
            foreach (string[] mistake in new string[][] { ["http://user:pw@h/"], ["ws://user:pw@h/#x"], ["ws://h/", "--proxy", "http://user:pw@p"] })
            {
                Assert.DoesNotContain("pw", Cli.Run(["listen", .. mistake]).ExpectExit(2).Error);
            }
        }

        [TestMethod]
        [DataRow("listen")]
        [DataRow("ping")]
        public async Task ProxyIsAskedForAWay(string command)
        {
            var wanted = new TaskCompletionSource<string>();
            using var proxy = new RawServer(async (client, request) =>
            {
                if (!request.Contains("Proxy-Authorization: " + Basic("user:pw") + "\r\n", StringComparison.Ordinal))
                {
                    await client.SendAsync(Refusal);
                    return;
                }

                await client.SendAsync("HTTP/1.1 200 Go on\r\n\r\n");
                wanted.TrySetResult(await client.ReadRequestAsync());
                await client.SendAsync("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n");
            });
            string address = new Uri(proxy.Url).Authority;
            Cli.Run(command, "ws://device.invalid:81/x", "--proxy", "user:pw@" + address).ExpectExit(5).ExpectError("403");
            StringAssert.StartsWith(await proxy.Request, "CONNECT device.invalid:81 HTTP/1.1\r\n");
            StringAssert.StartsWith(await wanted.Task.WaitAsync(Patience.Limit), "GET /x HTTP/1.1\r\n");
            Cli.Run(command, "ws://device.invalid:81/x", "--proxy", "user:other@" + address).ExpectExit(3).ExpectError(address, "407");
        }

        [TestMethod]
        [DataRow("listen")]
        [DataRow("ping")]
        public void ProxyGivesNoWay(string command)
        {
            using RawServer proxy = RawServer.Answering("HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n");
            string address = new Uri(proxy.Url).Authority;
            Cli.Run(command, "ws://device.invalid/", "--proxy", address)
                .ExpectExit(3).ExpectError($"The proxy {address} gives no way to device.invalid:80: 502");
            string nobody = "127.0.0.1:" + FreePort.Find();
            Cli.Run(command, "ws://device.invalid/", "--proxy", nobody).ExpectExit(3).ExpectError(nobody + " refuses connections");
        }

        private static string Basic(string credentials)
        {
            return "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes(credentials));
        }
    }
}
