using System.Text.Json;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace EdgeWs.Cli.Tests
{
    [TestClass]
    public class LoadTests
    {
        [TestMethod]
        [DataRow("--size", "16")]
        [DataRow("--size", "70000")]
        [DataRow("--binary", "--clients=3")]
        [DataRow("--rate=200", "--size=1000")]
        public void AllEchoesAreCounted(string option, string another)
        {
            using var server = new DeviceServer();
            JsonElement summary = CliProcess.Run("load", server.Url, "--seconds", "1", "--json", option, another).ExpectExit(0).Json[0];
            long sent = summary.GetProperty("sent").GetInt64();
            Assert.IsGreaterThan(0, sent);
            Assert.AreEqual(sent, summary.GetProperty("echoed").GetInt64());
            Assert.AreEqual(0, summary.GetProperty("lost").GetInt64());
            Assert.AreEqual(0, summary.GetProperty("corrupt").GetInt64());
            Assert.AreEqual(0, summary.GetProperty("others").GetInt64());
            JsonElement times = summary.GetProperty("roundTripMs");
            Assert.IsLessThanOrEqualTo(times.GetProperty("p50").GetDouble(), times.GetProperty("min").GetDouble());
            Assert.IsLessThanOrEqualTo(times.GetProperty("max").GetDouble(), times.GetProperty("p999").GetDouble());
            Assert.AreEqual(1000, server.NextCloseCode());
        }

        [TestMethod]
        public void ResultIsReadable()
        {
            using var server = new DeviceServer();
            CliResult result = CliProcess.Run("load", server.Url, "--seconds", "0.5").ExpectExit(0);
            StringAssert.Matches(result.Out, new(@"(?m)^lost +0\r?$"));
            StringAssert.Matches(result.Out, new(@"(?m)^corrupt +0\r?$"));
            StringAssert.Matches(result.Out, new(@"(?m)^round trip, ms +min"));
        }

        [TestMethod]
        [DataRow("lose", "lost")]
        [DataRow("silent", "lost")]
        [DataRow("corrupt", "corrupt")]
        [DataRow("twice", "corrupt")]
        [DataRow("retype", "corrupt")]
        public void BadEchoesFail(string behaviour, string counter)
        {
            using var server = new DeviceServer();
            JsonElement summary = CliProcess.Run(
                "load", server.Url + "?" + behaviour, "--seconds", "1", "--rate", "20", "--timeout", "1", "--json").ExpectExit(1).Json[0];
            Assert.IsGreaterThan(0, summary.GetProperty(counter).GetInt64());
            Assert.AreEqual(0, summary.GetProperty(counter == "lost" ? "corrupt" : "lost").GetInt64());
        }

        [TestMethod]
        public void ShortenedEchoIsCorrupt()
        {
            using var server = new DeviceServer();
            JsonElement summary = CliProcess.Run("load", server.Url + "?cut", "--seconds", "1", "--json").ExpectExit(1).Json[0];
            Assert.AreEqual(1, summary.GetProperty("corrupt").GetInt64());
        }

        [TestMethod]
        public void OtherMessagesAreNoEchoes()
        {
            using var server = new DeviceServer();
            JsonElement summary = CliProcess.Run("load", server.Url + "?chatty", "--seconds", "0.5", "--json").ExpectExit(0).Json[0];
            Assert.AreEqual(summary.GetProperty("sent").GetInt64(), summary.GetProperty("others").GetInt64());
        }

        [TestMethod]
        public void ClientsThatFindNoPlaceFail()
        {
            using var server = new DeviceServer(options => options.MaxChannels = 2);
            CliResult result = CliProcess.Run("load", server.Url, "--clients", "4", "--seconds", "0.5", "--json")
                .ExpectExit(1).ExpectError("Client 3", "503 Service Unavailable");
            Assert.AreEqual(2, result.Json[0].GetProperty("connected").GetInt32());
            Assert.AreEqual(0, result.Json[0].GetProperty("lost").GetInt32());
        }

        [TestMethod]
        public void ServerThatClosesFails()
        {
            using var server = new DeviceServer();
            CliProcess.Run("load", server.Url + "?leave", "--seconds", "5", "--timeout", "2").ExpectExit(1);
        }
    }
}
