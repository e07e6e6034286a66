using System.Text.Json;

namespace EdgeWs.Cli.Tests
{
    [TestClass]
    public class ListenTests
    {
        [TestMethod]
        public void CountEndsIt()
        {
            using var server = new DeviceServer();
            JsonElement[] lines = Cli.Run("listen", server.Url + "?greet", "--count", "2", "--json").ExpectExit(0).Json;
            CollectionAssert.AreEqual(
                new[] { "text one", "text two" },
                lines.Take(2).Select(line => line.GetProperty("type") + " " + line.GetProperty("data")).ToArray());
            Assert.AreEqual("close us 1000", lines[2].GetProperty("type") + " " + lines[2].GetProperty("how") + " " + lines[2].GetProperty("code"));
            Assert.HasCount(3, lines);
            Assert.AreEqual(1000, server.NextCloseCode());
        }

        /// <summary>What the peer sent before it answered the close frame is shown, however late.</summary>
        [TestMethod]
        public void TimeEndsItAndTooFewFail()
        {
            using var server = new DeviceServer();
            Cli.Run("listen", server.Url + "?greet", "--seconds", "0.2").ExpectExit(0).ExpectLines("one", "two", "three");
            Cli.Run("listen", server.Url + "?greet", "--seconds", "0.2", "--count", "4").ExpectExit(1).ExpectError("3 of 4");
        }

        [TestMethod]
        public void PeerThatEndsItIsReported()
        {
            using var server = new DeviceServer();
            Cli.Run("listen", server.Url + "?leave").ExpectExit(0).ExpectStatus("Closed by the peer: 1001 going away, “rebooting”");
            Cli.Run("listen", server.Url + "?fail").ExpectExit(6)
                .ExpectStatus("Closed by the peer: 4000 the application's own code, “broken\\u001b[31m”");
        }

        [TestMethod]
        public void LostConnectionIsReported()
        {
            using RawServer server = RawServer.Accepting([], client => Task.CompletedTask);
            Cli.Run("listen", server.Url).ExpectExit(6).ExpectStatus("Connection lost: 1006 no close frame");
        }

        [TestMethod]
        public void BrokenFramesAreReported()
        {
            using RawServer server = RawServer.Accepting([0xF1, 0], client => client.Over);
            Assert.Contains("The connection failed: ", Cli.Run("listen", server.Url).ExpectExit(6).Error);
        }

        [TestMethod]
        public void UnansweredCloseIsReported()
        {
            using RawServer server = RawServer.Accepting();
            Cli.Run("listen", server.Url, "--seconds", "0.2", "--timeout", "3").ExpectExit(6)
                .ExpectStatus("Closed, but the peer did not answer the close frame in time.");
        }
    }
}
