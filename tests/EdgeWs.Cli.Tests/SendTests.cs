using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace EdgeWs.Cli.Tests
{
    [TestClass]
    public class SendTests
    {
        [TestMethod]
        public void TextsComeBack()
        {
            using var server = new DeviceServer();
            CliResult result = CliProcess.Run("send", server.Url, "hello", "größer", "--wait", "2").ExpectExit(0);
            Assert.HasCount(2, result.Lines);
            StringAssert.Matches(result.Lines[0], new(@"^\d\d:\d\d:\d\d\.\d{3} text +5 B  hello$"));
            StringAssert.Matches(result.Lines[1], new(@"^\d\d:\d\d:\d\d\.\d{3} text +8 B  größer$"));
            result.ExpectStatus("Closed: 1000 normal closure");
            Assert.AreEqual(1000, server.NextCloseCode());
        }

        [TestMethod]
        public void SchemeMayBeLeftOut()
        {
            using var server = new DeviceServer();
            CliProcess.Run("send", server.Url["ws://".Length..], "x", "--wait", "1").ExpectExit(0);
        }

        [TestMethod]
        public void BinaryIsShownInHexadecimal()
        {
            using var server = new DeviceServer();
            CliResult result = CliProcess.Run("send", server.Url, "@x", "--binary", "--wait", "1").ExpectExit(0);
            StringAssert.Matches(result.Lines[0], new("binary +2 B  40 78$"));
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
                JsonElement message = CliProcess.Run(["send", server.Url, "--file", file, "--wait", "1", "--json", .. type]).ExpectExit(0).Json[0];
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
        public void StandardInputIsOneMessage()
        {
            using var server = new DeviceServer();
            CliResult result = CliProcess.RunWithInput([0, 0xFF], "send", server.Url, "--file", "-", "--binary", "--wait", "1").ExpectExit(0);
            StringAssert.Matches(result.Lines[0], new("binary +2 B  00 ff$"));
        }

        [TestMethod]
        public void WhatIsNoUtf8IsNoText()
        {
            using var server = new DeviceServer();
            CliProcess.RunWithInput([0xFF], "send", server.Url, "--file", "-").ExpectExit(2).ExpectError("not UTF-8 text");
        }

        [TestMethod]
        public void DashesFollowTwoDashes()
        {
            using var server = new DeviceServer();
            CliResult result = CliProcess.Run("send", server.Url, "--wait", "1", "--", "--json").ExpectExit(0);
            StringAssert.EndsWith(result.Lines[0], "  --json");
        }

        [TestMethod]
        public void CommandsForTheTerminalAreShownNotObeyed()
        {
            using var server = new DeviceServer();
            CliResult result = CliProcess.Run("send", server.Url, "a\u001b[2Jb\nc\u202Ed", "--wait", "1").ExpectExit(0);
            StringAssert.EndsWith(result.Lines[0], "  a\\u001b[2Jb\\nc\\u202ed");
        }

        [TestMethod]
        public void MissingAnswerFails()
        {
            using var server = new DeviceServer();
            CliProcess.Run("send", server.Url + "?silent", "x", "--wait", "1", "--timeout", "1").ExpectExit(1).ExpectError("0 of 1");
        }

        [TestMethod]
        public void GreetingIsShownAndIsNoAnswer()
        {
            // With the end of the handshake, so that it is there before anything is sent.
            using RawServer server = RawServer.Accepting(Text("hi"), async (stream, end) =>
            {
                await ReadMessageAsync(stream, end);
                await stream.WriteAsync(Text("answer"), end);
                await ReadMessageAsync(stream, end);
                await stream.WriteAsync(Close, end);
            });
            CliResult result = CliProcess.Run("send", server.Url, "hello", "--wait", "1").ExpectExit(0);
            Assert.HasCount(2, result.Lines);
            StringAssert.EndsWith(result.Lines[0], "  hi");
            StringAssert.EndsWith(result.Lines[1], "  answer");
        }

        [TestMethod]
        public void AllIsSentHoweverManyMessagesCome()
        {
            var sent = new List<string>();
            using RawServer server = RawServer.Accepting(Text("hi"), async (stream, end) =>
            {
                // More than are waited for, before the last was sent.
                sent.Add(await ReadMessageAsync(stream, end));
                await stream.WriteAsync(Text("one"), end);
                await stream.WriteAsync(Text("two"), end);
                sent.Add(await ReadMessageAsync(stream, end));
                sent.Add(await ReadMessageAsync(stream, end));
                await ReadMessageAsync(stream, end);
                await stream.WriteAsync(Close, end);
            });
            CliProcess.Run("send", server.Url, "a", "b", "c", "--wait", "1").ExpectExit(0);
            CollectionAssert.AreEqual(new[] { "a", "b", "c" }, sent);
        }

        [TestMethod]
        [DataRow("Message 1 of 1 was not sent.", "x")]
        [DataRow("Messages 1 to 2 were not sent.", "x", "y")]
        public void PeerThatClosesBeforeItAnswersFails(string expected, params string[] texts)
        {
            using var server = new DeviceServer();
            CliProcess.Run(["send", server.Url + "?leave", "--wait", "1", .. texts]).ExpectExit(6).ExpectError(expected);
        }

        private static byte[] Close => [0x88, 2, 1000 >> 8, 1000 & 0xFF];

        private static byte[] Text(string text) => [0x81, (byte)text.Length, .. Encoding.ASCII.GetBytes(text)];

        /// <summary>Reads a frame of at most 125 bytes.</summary>
        private static async Task<string> ReadMessageAsync(Stream stream, CancellationToken end)
        {
            byte[] head = new byte[6];
            await stream.ReadExactlyAsync(head, end);
            byte[] payload = new byte[head[1] & 0x7F];
            await stream.ReadExactlyAsync(payload, end);
            for (int i = 0; i < payload.Length; i++)
            {
                payload[i] ^= head[2 + (i & 3)];
            }

            return Encoding.ASCII.GetString(payload);
        }
    }
}
