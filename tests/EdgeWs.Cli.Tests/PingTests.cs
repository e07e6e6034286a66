using System.Text.Json;
using EdgeWs.Testing.Wire;

namespace EdgeWs.Cli.Tests
{
    [TestClass]
    public class PingTests
    {
        [TestMethod]
        public void PongsAreTimed()
        {
            using var server = new DeviceServer();
            CliResult result = Cli.Run("ping", server.Url, "--count", "3", "--interval", "1").ExpectExit(0);
            StringAssert.Matches(result.Lines[0], new(@"^ +1 +[\d.]+ ms$"));
            Assert.AreEqual("3 pings, 3 pongs, 0 lost", result.Lines[3]);
            StringAssert.Matches(result.Lines[4], new(@"^round trip, ms +min +avg +p50 +p90 +p99 +p99\.9 +max$"));
            StringAssert.Matches(result.Lines[5], new(@"^( +[\d.]+){3}( +-){3} +[\d.]+$"));
            result.ExpectStatus("Closed: 1000 normal closure");
            Assert.AreEqual(1000, server.NextCloseCode());

            // One more than are counted: the first warms up.
            Assert.AreEqual(4, server.Pings);
        }

        [TestMethod]
        public void JsonHasEachPongAndTheSummary()
        {
            using var server = new DeviceServer();
            JsonElement[] lines = Cli.Run("ping", server.Url, "--count", "2", "--interval", "0", "--json").ExpectExit(0).Json;
            CollectionAssert.AreEqual(new[] { "pong", "pong", "summary" }, lines.Select(line => line.GetProperty("type").GetString()).ToArray());
            double[] times = [.. lines.Take(2).Select(line => line.GetProperty("ms").GetDouble())];
            Assert.AreEqual(times.Min(), lines[2].GetProperty("roundTripMs").GetProperty("min").GetDouble());
            Assert.AreEqual(times.Max(), lines[2].GetProperty("roundTripMs").GetProperty("max").GetDouble());
            Assert.AreEqual(JsonValueKind.Null, lines[2].GetProperty("roundTripMs").GetProperty("p90").ValueKind);
            Assert.AreEqual(2, lines[2].GetProperty("pongs").GetInt32());
            Assert.AreEqual(0, lines[2].GetProperty("lost").GetInt32());
        }

        [TestMethod]
        public void MessagesArePassedOverAndPingsAnswered()
        {
            using var server = new DeviceServer();
            Cli.Run("ping", server.Url + "?large", "--count", "2", "--interval", "0").ExpectExit(0);
            Assert.AreEqual(1000, server.NextCloseCode());
            Cli.Run("ping", server.Url + "?ping", "--count", "1000").ExpectExit(6)
                .ExpectStatus("Closed by the peer: 4001 the application's own code, “pong came”");
            Assert.AreEqual(4001, server.NextCloseCode());
        }

        [TestMethod]
        public void LostPongsFail()
        {
            using RawServer server = RawServer.Accepting([], async client =>
            {
                while ((await client.ReadMessageAsync()).Opcode != Frame.Close)
                {
                }

                await client.SendFrameAsync(0x88, []);
            });
            CliResult result = Cli.Run("ping", server.Url, "--count", "1", "--timeout", "3").ExpectExit(1);
            Assert.AreEqual("1 pings, 0 pongs, 1 lost", result.Lines[1]);
        }

        [TestMethod]
        [DataRow(new byte[] { 0xC1, 0 }, "a reserved bit is set")]
        [DataRow(new byte[] { 0x81, 0x80 }, "the server masked a frame")]
        [DataRow(new byte[] { 0x8B, 0 }, "the opcode 11 is reserved")]
        [DataRow(new byte[] { 0x89, 0x7E }, "a control frame is too long or fragmented")]
        [DataRow(new byte[] { 0x09, 0 }, "a control frame is too long or fragmented")]
        [DataRow(new byte[] { 0x88, 1, 0 }, "a close frame has only half a code")]
        public void BrokenFramesAreReported(byte[] frame, string problem)
        {
            using RawServer server = RawServer.Accepting(frame, client => client.Over);
            Cli.Run("ping", server.Url).ExpectExit(6).ExpectStatus("The connection failed: " + problem);
        }
    }
}
