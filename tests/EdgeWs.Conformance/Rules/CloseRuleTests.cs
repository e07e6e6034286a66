using System;
using EdgeWs.Testing.Wire;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace EdgeWs.Conformance.Rules
{
    /// <summary>RFC 6455 sections 5.5.1 and 7, as far as the suite leaves them open.</summary>
    [TestClass]
    [TestCategory("InMemory")]
    public class CloseRuleTests
    {
        [TestMethod]
        [DataRow(true)]
        [DataRow(false)]
        public void EveryCloseCodeIsAnsweredOrRefused(bool isServer)
        {
            for (int code = 0; code <= 5100; code++)
            {
                AssertAnswer(isServer, code, CloseBody.IsCode(code) ? code : 1002);
            }

            AssertAnswer(isServer, 65535, 1002);
        }

        [TestMethod]
        [DataRow(true)]
        [DataRow(false)]
        public void CloseWithoutCodeIsAnsweredWithoutCode(bool isServer)
        {
            Conversation talk = new Conversation(isServer);
            talk.Send(Conversation.Close);
            talk.AssertEnds(1005);
            Assert.AreEqual(1005, talk.Inbox.CloseCode);
            Assert.AreEqual("", talk.Watch.ClosedReason);
        }

        [TestMethod]
        [DataRow(true)]
        [DataRow(false)]
        public void OneByteIsNoCode(bool isServer)
        {
            for (int value = 0; value < 256; value++)
            {
                Conversation talk = new Conversation(isServer);
                talk.Send(Conversation.Close, (byte)value);
                talk.AssertFailed(1002);
            }
        }

        [TestMethod]
        [DataRow(true, "80")]
        [DataRow(false, "80")]
        [DataRow(true, "61C0AF")]
        [DataRow(false, "61C0AF")]
        [DataRow(true, "61E282")]
        [DataRow(false, "61E282")]
        [DataRow(true, "EDA080")]
        [DataRow(false, "EDA080")]
        public void ReasonThatIsNotUtf8IsRefused(bool isServer, string reason)
        {
            Conversation talk = new Conversation(isServer);
            talk.Send(Conversation.Close, [.. CloseBody.Create(1000), .. Convert.FromHexString(reason)]);
            talk.AssertFailed(1007);
        }

        [TestMethod]
        [DataRow(true)]
        [DataRow(false)]
        public void ReasonIsReported(bool isServer)
        {
            string reason = "grüß " + new string('x', 116);
            Conversation talk = new Conversation(isServer);
            talk.Send(Conversation.Close, CloseBody.Create(4999, reason));
            talk.AssertEnds(4999);
            Assert.AreEqual(reason, talk.Watch.ClosedReason);
        }

        [TestMethod]
        [DataRow(true)]
        [DataRow(false)]
        public void ClosesThatCrossAreOneClose(bool isServer)
        {
            Conversation talk = new Conversation(isServer);
            talk.Watch.Connection.Close(3001, "mine");
            talk.Send(Conversation.Close, CloseBody.Create(3002));

            // What the peer said is what is reported, RFC 6455 section 7.1.5.
            talk.AssertEnds(3002);
            Assert.AreEqual(3001, talk.Inbox.CloseCode);
        }

        [TestMethod]
        [DataRow(true)]
        [DataRow(false)]
        public void OwnCloseIsAnswered(bool isServer)
        {
            Conversation talk = new Conversation(isServer);
            talk.Watch.Connection.Close(1001);
            talk.Inbox.WaitForClose();
            Assert.AreEqual(1001, talk.Inbox.CloseCode);
            Assert.AreEqual(0, talk.Watch.ClosedCode, "closed without the peer's close frame");
            talk.Send(Conversation.Close, CloseBody.Create(1001));
            talk.AssertEnds(1001);
        }

        [TestMethod]
        [DataRow(true)]
        [DataRow(false)]
        public void NothingIsSentAfterTheOwnClose(bool isServer)
        {
            Conversation talk = new Conversation(isServer);
            talk.Watch.Connection.Close();
            Assert.IsFalse(talk.Watch.Connection.Send("late"));
            Assert.AreEqual(0, talk.Watch.Connection.Ping());

            // Still received, because it was on its way, but neither the echo nor the pong may go out: the inbox fails on any frame
            // behind the close frame.
            talk.Send(Conversation.Text, (byte)'a');
            talk.Send(Conversation.Ping, (byte)'b');
            talk.Inbox.Drain();
            Assert.AreEqual(1, talk.Watch.MessageCount);
            talk.Send(Conversation.Close, CloseBody.Create(1000));
            talk.AssertEnds(1000);
            Assert.AreEqual("nothing", talk.Inbox.Describe());
        }

        [TestMethod]
        [DataRow(true)]
        [DataRow(false)]
        public void WhatFollowsThePeersCloseIsIgnored(bool isServer)
        {
            Conversation talk = new Conversation(isServer);
            talk.Send(Conversation.Close, CloseBody.Create(1000));
            talk.Send(Conversation.Text, (byte)'a');
            talk.Send(Conversation.Ping);
            talk.Link.Write([0xFF, 0xFF, 0xFF]);
            talk.AssertEnds(1000);
            Assert.AreEqual(0, talk.Watch.MessageCount);
            Assert.AreEqual("nothing", talk.Inbox.Describe());
        }

        [TestMethod]
        [DataRow(true)]
        [DataRow(false)]
        public void UnansweredCloseEndsInTime(bool isServer)
        {
            Conversation talk = new Conversation(isServer);
            talk.Watch.Connection.Close();
            talk.Link.Pause(2900);
            Assert.AreEqual(0, talk.Watch.ClosedCode);
            talk.Link.Pause(200);
            talk.Endpoint.AssertOver(1006);
        }

        private static void AssertAnswer(bool isServer, int code, int answer)
        {
            Conversation talk = new Conversation(isServer);
            talk.Send(Conversation.Close, CloseBody.Create(code));
            if (code == answer)
            {
                talk.AssertEnds(code);
                Assert.AreEqual(code, talk.Inbox.CloseCode);
            }
            else
            {
                talk.AssertFailed(answer);
            }
        }
    }
}
