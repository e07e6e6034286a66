using System;
using System.Collections.Generic;
using System.Text.Json;
using EdgeWs.Desktop.Tests.Peers;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace EdgeWs.Desktop.Tests.Interop
{
    /// <summary>Other people's clients against the server sample, as a user would run it.</summary>
    [TestClass]
    public class SampleServerTests
    {
        private static readonly TimeSpan s_stepTime = TimeSpan.FromSeconds(30);
        private static readonly string[] s_steps = { "open", "greeting", "echo", "binary", "telemetry", "pong", "close" };

        [TestMethod]
        [DataRow(1000, "")]
        [DataRow(4321, "done here")]
        public void PythonWebsockets(int closeCode, string closeReason)
        {
            TalkToSample(Peer.FindPython(), "sample_client.py", closeCode, closeReason);
        }

        [TestMethod]
        [DataRow(1000, "")]
        [DataRow(4321, "done here")]
        public void NodeWs(int closeCode, string closeReason)
        {
            TalkToSample(Peer.FindNode(), "sample_client.js", closeCode, closeReason);
        }

        private static void TalkToSample(Peer peer, string script, int closeCode, string closeReason)
        {
            using SampleServer server = SampleServer.Start();
            using ChildProcess client = peer.Start(script, server.Url, closeCode.ToString(), closeReason);

            var steps = new List<string>();
            JsonElement last = default;
            string line;
            while ((line = client.ReadLine(s_stepTime)) != null)
            {
                last = JsonDocument.Parse(line).RootElement;
                steps.Add(last.GetProperty("step").GetString());
            }

            string transcripts = "client:\n" + client.Transcript + "server:\n" + server.Transcript;
            CollectionAssert.AreEqual(s_steps, steps, transcripts);
            Assert.AreEqual(0, client.WaitForExit(s_stepTime), transcripts);
            Assert.AreEqual(closeCode, last.GetProperty("code").GetInt32(), transcripts);
        }
    }
}
