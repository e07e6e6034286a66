using EdgeWs.Conformance.Endpoints;
using EdgeWs.Conformance.Links;
using EdgeWs.Conformance.Playing;
using EdgeWs.Testing.Wire;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace EdgeWs.Conformance.Rules
{
    /// <summary>An open connection in memory, for rules that the suite does not look at.</summary>
    internal sealed class Conversation
    {
        internal const int Text = 0x81;
        internal const int Close = 0x88;
        internal const int Ping = 0x89;
        internal const int Pong = 0x8A;

        private readonly FrameWriter _writer;

        internal Conversation(bool isPeerServer)
        {
            Endpoint = new MemoryEndpoint(isPeerServer, false);
            Link = Endpoint.Open();
            Inbox = new Inbox(Link, !isPeerServer);
            _writer = new FrameWriter(isPeerServer);
        }

        internal MemoryEndpoint Endpoint { get; }

        internal Link Link { get; }

        internal Inbox Inbox { get; }

        internal ConnectionWatch Watch => Endpoint.Watch;

        internal void Send(int first, params byte[] payload)
        {
            Link.Write(_writer.Write(first, payload));
        }

        /// <summary>The connection has been failed with a code, which the peer under test reports too.</summary>
        internal void AssertFailed(int code)
        {
            Inbox.WaitForClose();
            Assert.AreEqual(code, Inbox.CloseCode, "the code of the close frame");
            Link.Close();
            Endpoint.AssertOver(code);
        }

        /// <summary>The connection ends in good order after both close frames: TCP from the server's side.</summary>
        /// <param name="code">The code that the peer under test has to report.</param>
        internal void AssertEnds(int code)
        {
            Inbox.WaitForClose();
            if (Endpoint.IsServer)
            {
                Inbox.WaitForEnd();
            }
            else
            {
                Inbox.Drain();
                Assert.AreEqual(0, Watch.ClosedCode, "a client has to leave the end of TCP to the server");
                Link.Close();
            }

            Endpoint.AssertOver(code);
        }
    }
}
