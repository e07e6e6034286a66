namespace EdgeWs.Cli.Tests
{
    /// <summary>What a script sees of the tool that only a process has: standard input, signals, and the exit code.</summary>
    [TestClass]
    public class ProcessTests
    {
        private readonly DeviceServer _server = new DeviceServer();

        [TestCleanup]
        public void StopServer()
        {
            _server.Dispose();
        }

        [TestMethod]
        public void ConnectSendsLinesAndShowsAnswers()
        {
            CliProcess.Run("one\n\ngröße\n"u8.ToArray(), "connect", _server.Url, "--subprotocol", "chat.v2").ExpectExit(0)
                .ExpectLines("text         3 B  one", "text         0 B  ", "text         7 B  größe")
                .ExpectStatus("Connected to " + _server.Url + ", subprotocol chat.v2.").ExpectStatus("Closed: 1000 normal closure");
            Assert.AreEqual(1000, _server.NextCloseCode());
        }

        [TestMethod]
        public void ConnectEndsWithThePeer()
        {
            using var cli = new CliProcess("connect", _server.Url + "?leave");
            cli.WaitForExit().ExpectExit(0).ExpectStatus("Closed by the peer: 1001 going away, “rebooting”");
        }

        [TestMethod]
        [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
        public void TerminationCloses()
        {
            using (var cli = new CliProcess("connect", _server.Url, "--binary"))
            {
                cli.WriteLine("ab");
                Assert.EndsWith("  61 62", cli.ReadLine());
                cli.Terminate().ExpectExit(0).ExpectStatus("Closed: 1000 normal closure");
                Assert.AreEqual(1000, _server.NextCloseCode());
            }

            using (var cli = new CliProcess("listen", _server.Url + "?greet"))
            {
                Assert.EndsWith("one", cli.ReadLine());
                cli.Terminate().ExpectExit(0).ExpectStatus("Closed: 1000 normal closure");
                Assert.AreEqual(1000, _server.NextCloseCode());
            }

            using (var cli = new CliProcess("ping", _server.Url, "--count", "1000", "--interval", "600000"))
            {
                cli.ReadLine();
                Assert.AreEqual("1 pings, 1 pongs, 0 lost", cli.Terminate().ExpectExit(0).Lines[1]);
                Assert.AreEqual(1000, _server.NextCloseCode());
            }
        }

        [TestMethod]
        [DataRow("--json")]
        [DataRow("--binary")]
        [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
        public void InterruptedLoadSaysSo(string option)
        {
            using var cli = new CliProcess("load", _server.Url, "--seconds", "600", option);
            Patience.Until(() => _server.Messages > 1, "a load");
            CliResult result = cli.Terminate().ExpectExit(130).ExpectError("Interrupted");
            StringAssert.Matches(result.Out, new(option == "--json" ? @"""interrupted"":true" : @"(?m)^seconds +[\d.]+ of 600: interrupted$"));
            Assert.AreEqual(1000, _server.NextCloseCode());
        }

        [TestMethod]
        public void StandardInputIsOneMessage()
        {
            CliProcess.Run([0, 0xFF], "send", _server.Url, "--file", "-", "--binary", "--wait", "1").ExpectExit(0).ExpectLines("binary       2 B  00 ff");
            CliProcess.Run([0xFF], "send", _server.Url, "--file", "-").ExpectExit(2).ExpectError("not UTF-8 text");
        }
    }
}
