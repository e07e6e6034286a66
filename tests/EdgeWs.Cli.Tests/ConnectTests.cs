using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace EdgeWs.Cli.Tests
{
    [TestClass]
    public class ConnectTests
    {
        [TestMethod]
        public void LinesAreSentAndAnswersShown()
        {
            using var server = new DeviceServer();
            byte[] lines = "one\n\ngröße\n"u8.ToArray();
            CliResult result = CliProcess.RunWithInput(lines, "connect", server.Url, "--subprotocol", "chat.v2").ExpectExit(0);
            Assert.HasCount(3, result.Lines);
            StringAssert.Matches(result.Lines[0], new("text +3 B  one$"));
            StringAssert.Matches(result.Lines[1], new("text +0 B  $"));
            StringAssert.Matches(result.Lines[2], new("text +7 B  größe$"));
            result.ExpectStatus("Connected to " + server.Url + ", subprotocol chat.v2.").ExpectStatus("Closed: 1000 normal closure");
            Assert.AreEqual(1000, server.NextCloseCode());
        }

        [TestMethod]
        public void TerminationCloses()
        {
            using var server = new DeviceServer();
            using CliProcess cli = CliProcess.Start("connect", server.Url, "--binary");
            cli.WriteLine("ab");
            StringAssert.EndsWith(cli.ReadLine(), "  61 62");
            cli.Terminate();
            cli.WaitForExit().ExpectExit(0).ExpectStatus("Closed: 1000 normal closure");
            Assert.AreEqual(1000, server.NextCloseCode());
        }

        [TestMethod]
        public void PeerMayClose()
        {
            using var server = new DeviceServer();
            using CliProcess cli = CliProcess.Start("connect", server.Url + "?leave");
            cli.WaitForExit().ExpectExit(0).ExpectStatus("Closed by the peer: 1001 going away, “rebooting”");
        }
    }
}
