using System.Net;
using System.Net.Sockets;
using System.Threading.Tasks;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace EdgeWs.Cli.Tests
{
    /// <summary>Both ways to shake hands, .NET's and the one for pings, must say the same.</summary>
    [TestClass]
    public class HandshakeTests
    {
        [TestMethod]
        [DataRow("listen")]
        [DataRow("ping")]
        public void NobodyListens(string command)
        {
            var listener = new TcpListener(IPAddress.Loopback, 0);
            listener.Start();
            string peer = listener.LocalEndpoint.ToString();
            listener.Dispose();
            CliProcess.Run(command, "ws://" + peer).ExpectExit(3).ExpectError(peer + " refuses connections");
        }

        [TestMethod]
        [DataRow("listen")]
        [DataRow("ping")]
        public void UnknownHost(string command)
        {
            CliProcess.Run(command, "ws://no-such-device.invalid/", "--timeout", "30").ExpectExit(3).ExpectError("no-such-device.invalid");
        }

        [TestMethod]
        [DataRow("listen")]
        [DataRow("ping")]
        public void NoAnswer(string command)
        {
            using var server = new RawServer((stream, request, end) => Task.Delay(-1, end));
            CliProcess.Run(command, server.Url, "--timeout", "0.5").ExpectExit(3).ExpectError("No answer", "within 0.5 s");
        }

        [TestMethod]
        [DataRow("listen", 401, "401 Unauthorized: credentials", "WWW-Authenticate: Basic realm=\"board\"", "Basic realm=\"board\"")]
        [DataRow("ping", 401, "401 Unauthorized: credentials", "WWW-Authenticate: Basic realm=\"board\"", "Basic realm=\"board\"")]
        [DataRow("listen", 403, "403 Forbidden: not allowed", "X: y", "")]
        [DataRow("ping", 403, "403 Forbidden: not allowed", "X: y", "")]
        [DataRow("listen", 307, "307 Temporary Redirect: it moved", "Location: /elsewhere", "/elsewhere")]
        [DataRow("ping", 307, "307 Temporary Redirect: it moved", "Location: /elsewhere", "/elsewhere")]
        public void RefusalIsExplained(string command, int status, string meaning, string header, string detail)
        {
            using var server = new DeviceServer { RefusalHeader = header };
            CliProcess.Run(command, server.Url + "?" + status).ExpectExit(5).ExpectError(meaning, detail);
        }

        [TestMethod]
        [DataRow("listen")]
        [DataRow("ping")]
        public void AnotherPath(string command)
        {
            using var server = new DeviceServer();
            CliProcess.Run(command, server.Url + "es").ExpectExit(5).ExpectError("404 Not Found: there is nothing at /echoes");
        }

        [TestMethod]
        [DataRow("listen", "SSH-2.0-OpenSSH_9.2\r\n", "does not answer with HTTP")]
        [DataRow("ping", "SSH-2.0-OpenSSH_9.2\r\n", "does not answer with HTTP")]
        [DataRow("listen", "", "without an answer")]
        [DataRow("ping", "", "without an answer")]
        [DataRow("listen", "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", "but not a WebSocket")]
        [DataRow("ping", "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", "but not a WebSocket")]
        [DataRow("listen", "HTTP/1.1 101 Hm\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: x\r\n\r\n", "-Accept")]
        [DataRow("ping", "HTTP/1.1 101 Hm\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: x\r\n\r\n", "-Accept")]
        [DataRow("listen", "HTTP/1.1 101 Hm\r\nUpgrade: tls\r\nConnection: Upgrade\r\n\r\n", "pgrade")]
        [DataRow("ping", "HTTP/1.1 101 Hm\r\nUpgrade: tls\r\nConnection: Upgrade\r\n\r\n", "pgrade")]
        public void AnswerIsNone(string command, string answer, string problem)
        {
            using var server = new RawServer((stream, request, end) => RawServer.WriteAsync(stream, answer));
            CliProcess.Run(command, server.Url).ExpectExit(5).ExpectError(problem);
        }

        [TestMethod]
        public void HeadersOriginAndSubprotocolsAreSent()
        {
            using var server = new DeviceServer();
            CliResult result = CliProcess.Run(
                "listen", server.Url + "?headers", "--count", "1", "--header", "X-Test: a", "-H", "X-Test:b", "--origin", "https://example.com",
                "--subprotocol", "chat.v1", "--subprotocol", "chat.v2").ExpectExit(0);
            StringAssert.EndsWith(result.Lines[0].Replace("a,b", "a, b"), "  a, b|https://example.com|chat.v1, chat.v2");
        }

        [TestMethod]
        public void PingSendsThemToo()
        {
            string seen = null;
            using var server = new RawServer((stream, request, end) =>
            {
                seen = request;
                return RawServer.WriteAsync(stream, "HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n");
            });
            CliProcess.Run(
                "ping", server.Url, "--header", "X-Test: a", "--origin", "https://example.com",
                "--subprotocol", "chat.v1", "--subprotocol", "chat.v2")
                .ExpectExit(5);
            Assert.Contains("\r\nX-Test: a\r\n", seen);
            Assert.Contains("\r\nOrigin: https://example.com\r\n", seen);
            Assert.Contains("\r\nSec-WebSocket-Protocol: chat.v1, chat.v2\r\n", seen);
            Assert.Contains("\r\nSec-WebSocket-Version: 13\r\n", seen);
        }
    }
}
