using System.Collections;
using System.Text;
using EdgeWs.Desktop.Tests.Loops;
using EdgeWs.Nano;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace EdgeWs.Desktop.Tests.Sockets
{
    /// <summary>Our client and our server over TCP, while the connection is open.</summary>
    [TestClass]
    public class MessageTests : LoopTest
    {
        private const int Mebibyte = 1 << 20;

        [TestMethod]
        [DataRow(0)]
        [DataRow(1)]
        [DataRow(125)]
        [DataRow(126)]
        [DataRow(65535)]
        [DataRow(65536)]
        [DataRow(Mebibyte)]
        public void MessagesOfEverySizeGoThereAndBack(int size)
        {
            ServerHost server = StartServer(new WsServerOptions { MaxMessageSize = Mebibyte }, Echo);
            ClientHost client = Open(server, new WsClientOptions { MaxMessageSize = Mebibyte });
            string text = Content.Text(size);
            byte[] bytes = Content.Bytes(size);

            Loop.Do(() =>
            {
                Assert.IsTrue(client.Client.Send(text));
            });
            string line = EventLog.Describe(true, Encoding.UTF8.GetBytes(text));
            server.Events.Expect(line);
            client.Events.Expect(line);

            Loop.Do(() =>
            {
                Assert.IsTrue(client.Client.Send(bytes));
            });
            line = EventLog.Describe(false, bytes);
            server.Events.Expect(line);
            client.Events.Expect(line);
        }

        [TestMethod]
        public void TheServerMaySpeakFirst()
        {
            ServerHost server = StartServer(null, s => s.Connection += (_, channel) => channel.Send("welcome " + channel.Id));
            ClientHost client = Open(server);
            client.Events.Expect("text:welcome 1");
            ClientHost other = Open(server);
            other.Events.Expect("text:welcome 2");
        }

        [TestMethod]
        public void BothMaySpeakAtOnceAndEverythingArrivesInOrder()
        {
            const int Count = 500;
            ServerHost server = StartServer();
            ClientHost client = Open(server);
            for (int i = 0; i < Count; i++)
            {
                string number = i.ToString();
                Loop.Scheduler.Post(() => client.Client.Send(number));
                Loop.Scheduler.Post(() => server.Channel.Send(number));
            }

            for (int i = 0; i < Count; i++)
            {
                server.Events.Expect("text:" + i);
                client.Events.Expect("text:" + i);
            }
        }

        [TestMethod]
        public void ValuesBecomeText()
        {
            ServerHost server = StartServer();
            ClientHost client = Open(server);
            Loop.Do(() =>
            {
                client.Client.Send(42);
                client.Client.Send(true);
                client.Client.Send((object)null);
                client.Client.Send(new Hashtable { { "a", new object[] { 1, "b" } } });
            });
            server.Events.Expect("text:42", "text:true", "text:null", "text:{\"a\":[1,\"b\"]}");
        }

        [TestMethod]
        public void ABroadcastReachesAll()
        {
            ServerHost server = StartServer();
            ClientHost first = Open(server);
            ClientHost second = Open(server);
            byte[] large = Content.Bytes(5000);
            Loop.Do(() =>
            {
                Assert.AreEqual(2, server.Server.Broadcast("all"));
                Assert.AreEqual(2, server.Server.Broadcast(large));
            });
            first.Events.Expect("text:all", EventLog.Describe(false, large));
            second.Events.Expect("text:all", EventLog.Describe(false, large));
        }

        [TestMethod]
        public void APingIsAnsweredToEitherSide()
        {
            ServerHost server = StartServer();
            ClientHost client = Open(server);
            int tag = Loop.Do(() => client.Client.Ping(30000, t => client.Events.Add("pong:" + t)));
            Assert.AreNotEqual(0, tag);
            client.Events.Expect("pong:" + tag);
            StringAssert.StartsWith(server.Events.Next(), "ping:");

            tag = Loop.Do(() => server.Channel.Ping(30000, t => server.Events.Add("pong:" + t)));
            Assert.AreNotEqual(0, tag);
            server.Events.Expect("pong:" + tag);
            StringAssert.StartsWith(client.Events.Next(), "ping:");
        }

        [TestMethod]
        public void ASenderThatWaitsForDrainedLosesNothing()
        {
            const int Count = 20000;
            ServerHost server = StartServer();
            ClientHost client = Open(server);
            byte[] message = Content.Bytes(1024);
            int received = 0;
            int sent = 0;
            int refused = 0;
            bool isInOrder = true;

            void SendOn()
            {
                for (; sent < Count; sent++)
                {
                    message[0] = (byte)sent;
                    message[1] = (byte)(sent >> 8);
                    if (!client.Client.Send(message, 0, message.Length, WsMessageType.Binary))
                    {
                        Assert.IsLessThanOrEqualTo(client.Client.Options.MaxBufferedBytes, client.Client.BufferedBytes);
                        refused++;
                        return;
                    }
                }
            }

            Loop.Do(() =>
            {
                server.Channel.Message += (c, m) =>
                {
                    isInOrder &= m.Count == message.Length && (m.Buffer[m.Offset] | (m.Buffer[m.Offset + 1] << 8)) == received;
                    received++;
                };
                client.Client.Drained += c => SendOn();
                SendOn();
            });

            Loop.Until(() => received == Count, "all messages");
            Assert.IsTrue(isInOrder);
            Assert.IsGreaterThan(0, refused, "The socket took everything at once, so nothing was tested.");
            TestContext.WriteLine("refused and drained {0} times", refused);
            Assert.AreEqual(0, Loop.Do(() => client.Client.BufferedBytes));
        }
    }
}
