using System;
using System.Linq;
using EdgeWs.Conformance.Cases;
using EdgeWs.Conformance.Endpoints;
using EdgeWs.Testing.Wire;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace EdgeWs.Conformance.Rules
{
    /// <summary>RFC 6455 sections 5.1 to 5.5, as far as the suite leaves them open.</summary>
    [TestClass]
    [TestCategory("InMemory")]
    public class FrameRuleTests
    {
        [TestMethod]
        [DataRow(true)]
        [DataRow(false)]
        public void FrameWithTheWrongMaskingIsRefused(bool isServer)
        {
            foreach (int first in new[] { Conversation.Text, 0x82, Conversation.Ping, Conversation.Pong, Conversation.Close })
            {
                Conversation talk = new Conversation(isServer);
                talk.Link.Write(new FrameWriter(!isServer).Write(first, CloseBody.Create(1000)));
                talk.AssertFailed(1002);
            }
        }

        [TestMethod]
        [DataRow(true)]
        [DataRow(false)]
        public void LengthInALongerFormIsRefused(bool isServer)
        {
            foreach (int length in new[] { 0, 1, 125 })
            {
                AssertRefused(isServer, 1002, 126, (byte)(length >> 8), (byte)length);
                AssertRefused(isServer, 1002, LongLength(length));
            }

            AssertRefused(isServer, 1002, LongLength(126));
            AssertRefused(isServer, 1002, LongLength(65535));
        }

        [TestMethod]
        [DataRow(true)]
        [DataRow(false)]
        public void LengthWithTheTopBitIsRefused(bool isServer)
        {
            AssertRefused(isServer, 1002, LongLength(long.MinValue));
            AssertRefused(isServer, 1002, LongLength(-1));
            AssertRefused(isServer, 1002, LongLength(long.MinValue + 65536));
        }

        [TestMethod]
        [DataRow(true)]
        [DataRow(false)]
        public void LengthAboveTheLimitIsRefusedByItsHeader(bool isServer)
        {
            AssertRefused(isServer, 1009, LongLength(Endpoint.MaxMessageSize + 1));
            AssertRefused(isServer, 1009, LongLength(int.MaxValue));
            AssertRefused(isServer, 1009, LongLength(1L << 32));
            AssertRefused(isServer, 1009, LongLength(long.MaxValue));
        }

        [TestMethod]
        [DataRow(true)]
        [DataRow(false)]
        public void PingOfEveryLengthIsAnswered(bool isServer)
        {
            Conversation talk = new Conversation(isServer);
            for (int length = 0; length <= 125; length++)
            {
                byte[] payload = Enumerable.Range(255 - length, length).Select(value => (byte)value).ToArray();
                talk.Send(Conversation.Ping, payload);
                talk.Inbox.WaitForAnswers(1);
                Assert.IsTrue(talk.Inbox.Answers.Single().Is(new Answer(Frame.Pong, payload)), talk.Inbox.Describe());
                talk.Inbox.Clear();
            }

            talk.Send(Conversation.Ping, new byte[126]);
            talk.AssertFailed(1002);
        }

        [TestMethod]
        [DataRow(true)]
        [DataRow(false)]
        public void PongThatWasNotAskedForIsIgnored(bool isServer)
        {
            Conversation talk = new Conversation(isServer);
            bool isAnswered = false;
            talk.Send(Conversation.Pong);
            talk.Send(Conversation.Pong, 1, 2, 3);
            talk.Watch.Connection.Ping(5000, tag => isAnswered = true);
            talk.Send(Conversation.Pong, new byte[125]);
            talk.Send(0x01, (byte)'a');
            talk.Send(Conversation.Pong, 0, 0, 0, 0);
            talk.Send(0x80, (byte)'b');
            talk.Inbox.WaitForAnswers(2);
            Assert.AreEqual("Ping, Text", string.Join(", ", talk.Inbox.Answers.Select(answer => (OpcodeName)answer.Opcode)));
            Assert.IsFalse(isAnswered);

            talk.Send(Conversation.Pong, talk.Inbox.Answers[0].Payload.ToArray());
            Assert.IsTrue(isAnswered);
            talk.Send(Conversation.Close, CloseBody.Create(1000));
            talk.AssertEnds(1000);
        }

        private static byte[] LongLength(long length)
        {
            byte[] bytes = BitConverter.GetBytes(length);
            return [127, .. bytes.Reverse()];
        }

        /// <summary>The header of a text frame, and nothing more, fails the connection.</summary>
        private static void AssertRefused(bool isServer, int code, params byte[] length)
        {
            Conversation talk = new Conversation(isServer);
            if (isServer)
            {
                length[0] |= 0x80;
                length = [.. length, 1, 2, 3, 4];
            }

            talk.Link.Write([Conversation.Text, .. length]);
            talk.AssertFailed(code);
        }
    }
}
