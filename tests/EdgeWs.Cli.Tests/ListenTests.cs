using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace EdgeWs.Cli.Tests
{
    [TestClass]
    public class ListenTests
    {
        [TestMethod]
        public void CountEndsIt()
        {
            using var server = new DeviceServer();
            CliResult result = CliProcess.Run("listen", server.Url + "?greet", "--count", "2", "--json").ExpectExit(0);
            CollectionAssert.AreEqual(new[] { "text", "text", "close" }, result.Json.Select(line => line.GetProperty("type").GetString()).ToArray());
            CollectionAssert.AreEqual(new[] { "one", "two" }, result.Json.Take(2).Select(line => line.GetProperty("data").GetString()).ToArray());
            JsonElement close = result.Json[2];
            Assert.AreEqual("us", close.GetProperty("how").GetString());
            Assert.AreEqual(1000, close.GetProperty("code").GetInt32());
            Assert.AreEqual(1000, server.NextCloseCode());
        }

        [TestMethod]
        public void TimeEndsIt()
        {
            using var server = new DeviceServer();
            CliResult result = CliProcess.Run("listen", server.Url + "?greet", "--seconds", "2").ExpectExit(0);
            Assert.HasCount(3, result.Lines);
        }

        [TestMethod]
        public void TooFewInTimeFail()
        {
            using var server = new DeviceServer();
            CliProcess.Run("listen", server.Url + "?greet", "--seconds", "2", "--count", "4").ExpectExit(1).ExpectError("3 of 4");
        }

        [TestMethod]
        public void TerminationEndsIt()
        {
            using var server = new DeviceServer();
            using CliProcess cli = CliProcess.Start("listen", server.Url + "?greet");
            StringAssert.EndsWith(cli.ReadLine(), "one");
            cli.Terminate();
            cli.WaitForExit().ExpectExit(0).ExpectStatus("Closed: 1000 normal closure");
            Assert.AreEqual(1000, server.NextCloseCode());
        }

        [TestMethod]
        public void PeerMayLeave()
        {
            using var server = new DeviceServer();
            CliProcess.Run("listen", server.Url + "?leave").ExpectExit(0).ExpectStatus("Closed by the peer: 1001 going away, “rebooting”");
        }

        [TestMethod]
        public void PeerThatFailsIsReported()
        {
            using var server = new DeviceServer();
            CliProcess.Run("listen", server.Url + "?fail").ExpectExit(6)
                .ExpectStatus("Closed by the peer: 4000 the application's own code, “broken\\u001b[31m”");
            Assert.AreEqual(4000, server.NextCloseCode());
        }

        [TestMethod]
        public void LostConnectionIsReported()
        {
            using RawServer server = RawServer.Accepting((stream, end) => Task.CompletedTask);
            CliProcess.Run("listen", server.Url).ExpectExit(6).ExpectStatus("Connection lost: 1006 no close frame");
        }

        [TestMethod]
        public void BrokenFramesAreReported()
        {
            using RawServer server = RawServer.Accepting(async (stream, end) =>
            {
                await stream.WriteAsync(new byte[] { 0xF1, 0 }, end);
                await Task.Delay(-1, end);
            });
            CliResult result = CliProcess.Run("listen", server.Url).ExpectExit(6);
            StringAssert.Contains(result.Error, "The connection failed: ");
        }

        [TestMethod]
        public void UnansweredCloseIsReported()
        {
            using RawServer server = RawServer.Accepting((stream, end) => Task.Delay(-1, end));
            CliProcess.Run("listen", server.Url, "--seconds", "0.5", "--timeout", "0.5").ExpectExit(6)
                .ExpectStatus("Closed, but the peer did not answer the close frame in time.");
        }
    }
}
