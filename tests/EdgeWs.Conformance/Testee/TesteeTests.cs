using System;
using System.Collections.Concurrent;
using System.Threading.Tasks;
using EdgeWs.Conformance.Cases;
using EdgeWs.Conformance.Links;
using EdgeWs.Conformance.Playing;
using EdgeWs.Conformance.Wire;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace EdgeWs.Conformance.Testee
{
    /// <summary>The programs that the public suite is run against pass all of its cases.</summary>
    [TestClass]
    public class TesteeTests
    {
        private static readonly TimeSpan s_exitTime = TimeSpan.FromSeconds(60);

        [TestMethod]
        public void ServerPassesAllCases()
        {
            using ChildProcess server = TesteeProcess.StartServer(out int port, "--max-message", "16777216");
            var failures = new ConcurrentQueue<string>();
            Parallel.ForEach(CaseTable.Ids, new ParallelOptions { MaxDegreeOfParallelism = 4 }, id =>
            {
                try
                {
                    using TcpLink link = TcpLink.Connect(port);
                    OpeningHandshake.Connect(link, "/");
                    CasePlayer.Play(id, link, true, false);
                }
                catch (Exception e)
                {
                    failures.Enqueue(id + ": " + e.Message);
                }
            });

            Assert.IsEmpty(failures, string.Join("\n", failures) + "\n" + server.Transcript);
        }

        [TestMethod]
        public void ClientPassesAllCases()
        {
            using var suite = new FuzzingServer();
            using ChildProcess client = TesteeProcess.Start("client", suite.Url, "--agent", "EdgeWs & co");
            suite.Run("EdgeWs%20%26%20co");

            Assert.IsEmpty(suite.Failures, string.Join("\n", suite.Failures) + "\n" + client.Transcript);
            Assert.IsTrue(suite.IsComplete);
            Assert.AreEqual(0, client.WaitForExit(s_exitTime), client.Transcript);
        }

        [TestMethod]
        public void ServerTakesNoMoreThanItIsToldTo()
        {
            using ChildProcess server = TesteeProcess.StartServer(out int port, "--max-message", "1000");
            using TcpLink link = TcpLink.Connect(port);
            OpeningHandshake.Connect(link, "/");
            var writer = new FrameWriter(true);
            var inbox = new Inbox(link, false);

            link.Write(writer.Write(0x80 | Opcodes.Binary, new byte[1000]));
            inbox.WaitForAnswers(1);
            link.Write(writer.Write(0x80 | Opcodes.Binary, new byte[1001]));
            inbox.WaitForClose();

            Assert.AreEqual(1009, inbox.CloseCode);
        }

        [TestMethod]
        public void ClientWithoutServerFails()
        {
            string url;
            using (var gone = new FuzzingServer())
            {
                url = gone.Url;
            }

            using ChildProcess client = TesteeProcess.Start("client", url, "--agent", "a");
            Assert.AreEqual(1, client.WaitForExit(s_exitTime), client.Transcript);
            Assert.Contains("not connected", client.Transcript);
        }

        [TestMethod]
        [DataRow("")]
        [DataRow("server")]
        [DataRow("server --port")]
        [DataRow("server --port 65536")]
        [DataRow("server --port 0 --max-message 0")]
        [DataRow("client")]
        [DataRow("client ws://localhost:1")]
        [DataRow("client http://localhost:1 --agent a")]
        [DataRow("client ws://localhost:1 --agent a --max")]
        public void WrongArgumentsShowTheUsage(string arguments)
        {
            using ChildProcess testee = TesteeProcess.Start(arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries));
            Assert.AreEqual(2, testee.WaitForExit(s_exitTime), testee.Transcript);
            Assert.Contains("usage:", testee.Transcript);
        }
    }
}
