using System.Text.Json;

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
            JsonElement summary = Cli.Run("load", server.Url, "--seconds", "2", "--json", option, another).ExpectExit(0).Json[0];
            long sent = summary.GetProperty("sent").GetInt64();
            Assert.IsGreaterThan(0, sent);
            Assert.AreEqual(sent, summary.GetProperty("echoed").GetInt64());
            AssertCounters(summary, 0, 0, 0);
            JsonElement times = summary.GetProperty("roundTripMs");
            Assert.IsLessThanOrEqualTo(times.GetProperty("p50").GetDouble(), times.GetProperty("min").GetDouble());
            Assert.IsLessThanOrEqualTo(times.GetProperty("max").GetDouble(), times.GetProperty("p50").GetDouble());
            Assert.AreEqual(sent < 1000, times.GetProperty("p999").ValueKind == JsonValueKind.Null);
            Assert.AreEqual(1000, server.NextCloseCode());
        }

        [TestMethod]
        public void ResultIsReadable()
        {
            using var server = new DeviceServer();
            string result = Cli.Run("load", server.Url, "--seconds", "2").ExpectExit(0).Out;
            StringAssert.Matches(result, new(@"(?m)^lost +0\r?$"));
            StringAssert.Matches(result, new(@"(?m)^corrupt +0\r?$"));
            StringAssert.Matches(result, new(@"(?m)^round trip, ms +min"));
            foreach (JsonProperty member in Cli.Run("load", server.Url, "--seconds", "0.1", "--json").ExpectExit(0).Json[0].EnumerateObject())
            {
                string row = member.Name switch
                {
                    "connected" => "clients",
                    "messagesPerSecond" or "bytesPerSecond" => "echoed",
                    "roundTripMs" => "round trip, ms",
                    _ => member.Name,
                };
                Assert.IsTrue(member.Name is "type" or "interrupted" or "end" || result.Contains("\n" + row) || result.StartsWith(row, StringComparison.Ordinal), row);
            }
        }

        /// <summary>All that goes wrong does so with the first message.</summary>
        [TestMethod]
        [DataRow("lose", "lost")]
        [DataRow("silent", "lost", 3)]
        [DataRow("corrupt", "corrupt")]
        [DataRow("cut", "corrupt")]
        [DataRow("twice", "corrupt")]
        [DataRow("retype", "corrupt")]
        public void BadEchoesFail(string behaviour, string counter, int timeout = 20)
        {
            using var server = new DeviceServer();
            JsonElement summary = Cli.Run(
                "load", server.Url + "?" + behaviour, "--seconds", "1", "--rate", "20", "--timeout", timeout.ToString(), "--json").ExpectExit(1).Json[0];
            Assert.IsGreaterThan(0, summary.GetProperty(counter).GetInt64());
            Assert.AreEqual(0, summary.GetProperty(counter == "lost" ? "corrupt" : "lost").GetInt64());
        }

        [TestMethod]
        public void OtherMessagesAreNoEchoes()
        {
            using var server = new DeviceServer();
            JsonElement summary = Cli.Run("load", server.Url + "?chatty", "--seconds", "0.2", "--json").ExpectExit(0).Json[0];
            AssertCounters(summary, 0, 0, summary.GetProperty("sent").GetInt64());
        }

        [TestMethod]
        public void ClientsThatFindNoPlaceFail()
        {
            using var server = new DeviceServer(options => options.MaxChannels = 2);
            JsonElement summary = Cli.Run("load", server.Url, "--clients", "4", "--seconds", "0.2", "--json")
                .ExpectExit(1).ExpectError("Client 3", "503 Service Unavailable").Json[0];
            Assert.AreEqual(2, summary.GetProperty("connected").GetInt32());
            Assert.AreEqual(0, summary.GetProperty("lost").GetInt32());
        }

        [TestMethod]
        public void ServerThatClosesFails()
        {
            using var server = new DeviceServer();
            Cli.Run("load", server.Url + "?leave", "--seconds", "600").ExpectExit(1);
        }

        private static void AssertCounters(JsonElement summary, long lost, long corrupt, long others)
        {
            Assert.AreEqual(lost, summary.GetProperty("lost").GetInt64());
            Assert.AreEqual(corrupt, summary.GetProperty("corrupt").GetInt64());
            Assert.AreEqual(others, summary.GetProperty("others").GetInt64());
        }
    }
}
