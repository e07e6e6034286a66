using System;
using nanoFramework.TestFramework;

namespace EdgeWs.Nano.Tests
{
    /// <summary>An open connection of either role with a raw peer, so that one test serves both.</summary>
    internal sealed class TestEnd
    {
        private readonly TestServer _server;
        private readonly TestClient _client;
        private readonly bool _isClient;

        internal TestEnd(bool isClient, int ticks = 1000)
        {
            _isClient = isClient;
            if (isClient)
            {
                _client = new TestClient(null, ticks);
                Peer = _client.Open();
                Loop = _client.Loop;
                Connection = _client.Client;
            }
            else
            {
                _server = new TestServer(null, ticks);
                Peer = _server.Open();
                Loop = _server.Loop;
                Connection = _server.Channel;
            }

            Assert.AreEqual(WsConnectionState.Open, Connection.State);
        }

        internal TestLoop Loop { get; }

        internal WsConnection Connection { get; }

        internal RawPeer Peer { get; }

        internal WsOptions Options => Connection.Options;

        /// <summary>The transport of the connection under test.</summary>
        internal MemoryTransport Transport => Peer.Transport.Peer;

        /// <summary>What the peer can read: set a limit here to have the connection queue.</summary>
        internal MemoryPipe Outgoing => Peer.Transport.Incoming;

        /// <summary>What comes to the connection.</summary>
        internal MemoryPipe Incoming => Transport.Incoming;

        internal string TakeLog() => _isClient ? _client.TakeLog() : _server.TakeLog();

        /// <summary>Runs the loop, and takes the log.</summary>
        internal string Run()
        {
            Loop.Run();
            return TakeLog();
        }

        /// <summary>A frame as the peer sends it: masked when the peer is a client.</summary>
        /// <param name="first">The first byte: FIN, reserved bits, opcode.</param>
        /// <param name="payload">The payload.</param>
        internal byte[] Frame(int first, byte[] payload) =>
            _isClient ? Frames.Unmasked(first, payload) : Frames.Masked(first, payload);

        /// <summary>Has the peer send bytes, and runs the loop.</summary>
        internal void Give(byte[] bytes)
        {
            Peer.Send(bytes);
            Loop.Run();
        }

        /// <summary>The same in pieces of one size.</summary>
        internal void GiveInPieces(byte[] bytes, int size)
        {
            for (int at = 0; at < bytes.Length; at += size)
            {
                Give(Bytes.Part(bytes, at, bytes.Length - at < size ? bytes.Length - at : size));
            }
        }

        /// <summary>Has the peer send a frame, and runs the loop.</summary>
        internal void Give(int first, byte[] payload) => Give(Frame(first, payload));

        /// <summary>Has the peer send a frame, and runs the loop.</summary>
        internal void Give(int first, string payload) => Give(first, Bytes.FromText(payload));

        /// <summary>Has the peer send a close frame, and runs the loop.</summary>
        internal void GiveClose(int code, string reason = "")
        {
            byte[] status = { (byte)(code >> 8), (byte)code };
            Give(0x88, Bytes.Concat(status, Bytes.FromText(reason)));
        }

        /// <summary>Reads what the connection sent, as <see cref="FrameText"/> writes it.</summary>
        internal string Take() => FrameText.Describe(Peer.Read(), _isClient);

        /// <summary>Has the peer end the stream in order, and runs the loop.</summary>
        internal void EndStream()
        {
            Peer.Transport.Close();
            Loop.Run();
        }

        /// <summary>Has the connection break, and runs the loop.</summary>
        internal void Reset()
        {
            Peer.Transport.Reset();
            Loop.Run();
        }

        /// <summary>Lets the peer take whatever waits.</summary>
        internal void LetOut()
        {
            Outgoing.Capacity = int.MaxValue;
            Loop.Run();
        }

        /// <summary>Checks that the connection is over and holds nothing any more.</summary>
        internal void AssertFreed()
        {
            Assert.AreEqual(WsConnectionState.Closed, Connection.State);
            Assert.AreEqual(_isClient ? 0 : 1, Loop.Scheduler.Count);
            Assert.AreEqual(1, Transport.CloseCount);
            Assert.AreEqual(0, Connection.BufferedBytes);
            if (!_isClient)
            {
                Assert.AreEqual(0, _server.Server.ChannelCount);
            }
        }

        /// <summary>Checks that closing was logged with this code, and nothing else.</summary>
        internal void AssertClosed(int code, string reason = "")
        {
            Assert.AreEqual("closed:" + code.ToString() + ":" + reason + ";", TakeLog());
            AssertFreed();
        }

        /// <summary>Checks that nothing is raised any more, whatever happens.</summary>
        internal void AssertSilent()
        {
            Loop.Advance(100000);
            Assert.AreEqual(string.Empty, TakeLog());
            Assert.AreEqual(1, Transport.CloseCount);
        }
    }
}
