using System.Net;
using System.Net.Sockets;

namespace EdgeWs.Cli.Tests
{
    /// <summary>Both ways to shake hands, .NET's and the one for pings, must say the same.</summary>
    [TestClass]
    public class HandshakeTests
    {
        [TestMethod]
        public void NobodyAnswers()
        {
            var listener = new TcpListener(IPAddress.Loopback, 0);
            listener.Start();
            string peer = listener.LocalEndpoint.ToString();
            listener.Dispose();
            ExpectFailure("ws://" + peer, 3, peer + " refuses connections");
            ExpectFailure("ws://no-such-device.invalid/", 3, "no-such-device.invalid");
            using RawServer silent = RawServer.Silent();
            foreach (string command in new[] { "listen", "ping" })
            {
                Cli.Run(command, silent.Url, "--timeout", "0.5").ExpectExit(3).ExpectError("No answer", "within 0.5 s");
            }
        }

        [TestMethod]
        [DataRow(401, "401 Unauthorized: credentials", "WWW-Authenticate: Basic realm=\"board\"", "Basic realm=\"board\"")]
        [DataRow(403, "403 Forbidden: not allowed", "X: y", "")]
        [DataRow(307, "307 Temporary Redirect: it moved", "Location: /elsewhere", "/elsewhere")]
        public void RefusalIsExplained(int status, string meaning, string header, string detail)
        {
            using var server = new DeviceServer { RefusalHeader = header };
            ExpectFailure(server.Url + "?" + status, 5, meaning, detail);
            ExpectFailure(server.Url + "ty", 5, "404 Not Found: there is nothing at /chatty");
        }

        [TestMethod]
        [DataRow("SSH-2.0-OpenSSH_9.2\r\n", "does not answer with HTTP")]
        [DataRow("", "without an answer")]
        [DataRow("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", "but not a WebSocket")]
        [DataRow("HTTP/1.1 101 Hm\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: x\r\n\r\n", "-Accept")]
        [DataRow("HTTP/1.1 101 Hm\r\nUpgrade: tls\r\nConnection: Upgrade\r\n\r\n", "pgrade")]
        public void AnswerIsNone(string answer, string problem)
        {
            using RawServer server = RawServer.Answering(answer);
            ExpectFailure(server.Url, 5, problem);
        }

        [TestMethod]
        public void HeadersOriginAndSubprotocolsAreSent()
        {
            using var server = new DeviceServer();
            CliResult result = Cli.Run(
                "listen", server.Url + "?headers", "--count", "1", "--header", "X-Test: a", "-H", "X-Test:b", "--origin", "https://example.com",
                "--subprotocol", "chat.v1", "--subprotocol", "chat.v2").ExpectExit(0);
            Assert.EndsWith("  a, b|https://example.com|chat.v1, chat.v2", result.Lines[0].Replace("a,b", "a, b"));
        }

        [TestMethod]
        public async Task PingSendsThemToo()
        {
            using RawServer server = RawServer.Answering("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n");
            Cli.Run(
                "ping", server.Url, "--header", "X-Test: a", "--origin", "https://example.com",
                "--subprotocol", "chat.v1", "--subprotocol", "chat.v2")
                .ExpectExit(5);
            string request = await server.Request;
            foreach (string field in new[]
            {
                "X-Test: a", "Origin: https://example.com", "Sec-WebSocket-Protocol: chat.v1, chat.v2", "Sec-WebSocket-Version: 13",
            })
            {
                Assert.Contains("\r\n" + field + "\r\n", request);
            }
        }

        private static void ExpectFailure(string url, int exitCode, params string[] parts)
        {
            foreach (string command in new[] { "listen", "ping" })
            {
                Cli.Run(command, url, "--timeout", "30").ExpectExit(exitCode).ExpectError(parts);
            }
        }
    }
}
