using System.Text;
using System.Text.Json;

namespace EdgeWs.Cli.Tests
{
    [TestClass]
    public class SendTests
    {
        [TestMethod]
        public void TextsComeBack()
        {
            using var server = new DeviceServer();
            CliResult result = Cli.Run("send", server.Url, "hello", "größer", "--wait", "2").ExpectExit(0);
            Assert.HasCount(2, result.Lines);
            StringAssert.Matches(result.Lines[0], new(@"^\d\d:\d\d:\d\d\.\d{3} text +5 B  hello$"));
            StringAssert.Matches(result.Lines[1], new(@"^\d\d:\d\d:\d\d\.\d{3} text +8 B  größer$"));
            result.ExpectStatus("Closed: 1000 normal closure");
            Assert.AreEqual(1000, server.NextCloseCode());
        }

        [TestMethod]
        public void OtherFormsOfWhatIsSent()
        {
            using var server = new DeviceServer();
            Cli.Run("send", server.Url["ws://".Length..], "x", "--wait", "1").ExpectExit(0);
            Cli.Run("send", server.Url, "@x", "--binary", "--wait", "1").ExpectExit(0).ExpectLines("binary       2 B  40 78");
            Cli.Run("send", server.Url, "--wait", "1", "--", "--json").ExpectExit(0).ExpectLines("  --json");

            // Commands for the terminal are shown, not obeyed.
            Cli.Run("send", server.Url, "a\u001b[2Jb\nc\u202Ed", "--wait", "1").ExpectExit(0).ExpectLines("  a\\u001b[2Jb\\nc\\u202ed");
        }

        [TestMethod]
        [DataRow(false, "data")]
        [DataRow(true, "base64")]
        public void FileIsOneMessage(bool isBinary, string member)
        {
            using var server = new DeviceServer();
            string file = Path.GetTempFileName();
            string content = new string('ä', 50000) + "\n";
            File.WriteAllText(file, content);
            try
            {
                string[] type = isBinary ? ["--binary"] : [];
                JsonElement message = Cli.Run(["send", server.Url, "--file", file, "--wait", "1", "--json", .. type]).ExpectExit(0).Json[0];
                Assert.AreEqual(100001, message.GetProperty("size").GetInt32());
                Assert.AreEqual(isBinary ? "binary" : "text", message.GetProperty("type").GetString());
                string data = message.GetProperty(member).GetString();
                Assert.AreEqual(content, isBinary ? Encoding.UTF8.GetString(Convert.FromBase64String(data)) : data);
            }
            finally
            {
                File.Delete(file);
            }
        }

        [TestMethod]
        public void MissingAnswerFails()
        {
            using var server = new DeviceServer();
            Cli.Run("send", server.Url + "?silent", "x", "--wait", "1", "--timeout", "3").ExpectExit(1).ExpectError("0 of 1");
        }

        [TestMethod]
        public void GreetingIsShownAndIsNoAnswer()
        {
            // With the end of the handshake, so that it is there before anything is sent.
            using RawServer server = RawServer.Accepting([0x81, 2, .. "hi"u8], async client =>
            {
                await client.ReadMessageAsync();
                await client.SendFrameAsync(0x81, "answer"u8.ToArray());
                await client.ReadMessageAsync();
                await client.SendFrameAsync(0x88, [0x03, 0xE8]);
            });
            Cli.Run("send", server.Url, "hello", "--wait", "1").ExpectExit(0).ExpectLines("  hi", "  answer");
        }

        [TestMethod]
        public void AllIsSentHoweverManyMessagesCome()
        {
            var sent = new List<string>();
            using RawServer server = RawServer.Accepting([0x81, 2, .. "hi"u8], async client =>
            {
                // More than are waited for, before the last was sent.
                sent.Add((await client.ReadMessageAsync()).Payload);
                await client.SendFrameAsync(0x81, "one"u8.ToArray());
                await client.SendFrameAsync(0x81, "two"u8.ToArray());
                sent.Add((await client.ReadMessageAsync()).Payload);
                sent.Add((await client.ReadMessageAsync()).Payload);
                await client.ReadMessageAsync();
                await client.SendFrameAsync(0x88, [0x03, 0xE8]);
            });
            Cli.Run("send", server.Url, "a", "b", "c", "--wait", "1").ExpectExit(0);
            CollectionAssert.AreEqual(new[] { "a", "b", "c" }, sent);
        }

        [TestMethod]
        [DataRow("Message 1 of 1 was not sent.", "x")]
        [DataRow("Messages 1 to 2 were not sent.", "x", "y")]
        public void PeerThatClosesBeforeItAnswersFails(string expected, params string[] texts)
        {
            using var server = new DeviceServer();
            Cli.Run(["send", server.Url + "?leave", "--wait", "1", .. texts]).ExpectExit(6).ExpectError(expected);
        }
    }
}
