namespace EdgeWs.Cli.Tests
{
    [TestClass]
    public class CommandLineTests
    {
        [TestMethod]
        [DataRow("ping needs URL: ws://", "ping")]
        [DataRow("load needs URL: ws://", "load", "--clients", "2")]
        [DataRow("'shout'", "shout")]
        [DataRow("URL", "ping", "http://localhost/")]
        [DataRow("URL", "ping", "ws://")]
        [DataRow("fragment", "ping", "ws://localhost/#a")]
        [DataRow("nothing to send", "send", "ws://localhost/")]
        [DataRow("no-such-file", "send", "ws://localhost/", "--file", "no-such-file")]
        [DataRow("--timeout", "listen", "ws://localhost/", "--timeout", "soon")]
        [DataRow("--count", "listen", "ws://localhost/", "--count", "0")]
        [DataRow("from 16", "load", "ws://localhost/", "--size", "15")]
        [DataRow("--header", "ping", "ws://localhost/", "--header", "nonsense")]
        [DataRow("header field", "ping", "ws://localhost/", "--header", "A B: c")]
        [DataRow("the handshake sets it", "ping", "ws://localhost/", "--header", "Sec-WebSocket-Key: abc")]
        [DataRow("--proxy", "ping", "ws://localhost/", "--proxy", "http://localhost")]
        [DataRow("--proxy", "ping", "ws://localhost/", "--proxy", "localhost:0:1")]
        [DataRow("Authorization", "ping", "ws://a:b@localhost/", "--header", "authorization: Bearer x")]
        [DataRow("colon", "ping", "ws://a%3Ab:c@localhost/")]
        [DataRow("--subprotocol", "send", "ws://localhost/", "x", "--subprotocol", "a b")]
        [DataRow("--subprotocol", "ping", "ws://localhost/", "--subprotocol", "a", "--subprotocol", "a")]
        [DataRow("--cert", "ping", "wss://localhost/", "--key", "x")]
        [DataRow("no-such-file", "ping", "wss://localhost/", "--ca", "no-such-file")]
        [DataRow("no-such-file", "ping", "wss://localhost/", "--cert", "no-such-file")]
        public void MistakesAreNamed(string part, params string[] arguments)
        {
            Cli.Run(arguments).ExpectExit(2).ExpectError(part);
        }

        [TestMethod]
        [DataRow(0, "--help")]
        [DataRow(0, "load", "--help")]
        [DataRow(2)]
        public void HelpIsThere(int exit, params string[] arguments)
        {
            Assert.Contains("--insecure", Cli.Run(arguments).ExpectExit(exit).Out);
        }
    }
}
