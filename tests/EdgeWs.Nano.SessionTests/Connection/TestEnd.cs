using System;
using nanoFramework.TestFramework;

namespace EdgeWs.Nano.Tests
{
    /// <summary>An open connection of either role with a raw peer, so that one test serves both.</summary>
    internal sealed class TestEnd
    {
        private readonly TestServer _server;
        private readonly TestSide _side;
        private readonly bool _isClient;

        internal TestEnd(bool isClient, int ticks = 1000)
        {
            _isClient = isClient;
            if (isClient)
            {
                TestClient client = new TestClient(null, ticks);
                Peer = client.Open();
                Connection = client.Client;
                _side = client;
            }
            else
            {
                _server = new TestServer(null, ticks);
                Peer = _server.Open();
                Connection = _server.Channel;
                _side = _server;
            }

            Assert.AreEqual(WsConnectionState.Open, Connection.State);
        }

        internal TestLoop Loop => _side.Loop;

        internal WsConnection Connection { get; }

        internal RawPeer Peer { get; }

        internal WsOptions Options => Connection.Options;

        /// <summary>The transport of the connection under test.</summary>
        internal MemoryTransport Transport => Peer.Transport.Peer;

        /// <summary>What the peer can read: set a limit here to have the connection queue.</summary>
        internal MemoryPipe Outgoing => Peer.Transport.Incoming;

        /// <summary>What comes to the connection.</summary>
        internal MemoryPipe Incoming => Transport.Incoming;

        internal string TakeLog() => _side.TakeLog();

        /// <summary>Runs the loop, and takes the log.</summary>
        internal string Run() => _side.Run();

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

        /// <summary>Has the peer send without end for some time: at every pass more waits than one could take.</summary>
        /// <param name="frame">What it sends again and again.</param>
        /// <param name="milliseconds">How long, a pass every ten.</param>
        internal void Flood(byte[] frame, int milliseconds)
        {
            for (int i = 0; i < milliseconds && Transport.CloseCount == 0; i += 10)
            {
                while (Incoming.Count < 100000)
                {
                    Peer.Send(frame);
                }

                Loop.Clock.Advance(10);
                Loop.Scheduler.Poll(0);
                Assert.IsTrue(Incoming.Count > 0 || Transport.CloseCount > 0, "a pass took all");
            }
        }

        /// <summary>Has the peer end the stream in order, and runs the loop.</summary>
        internal void EndStream()
        {
            Peer.Transport.Close();
            Loop.Run();
        }

        /// <summary>Has the connection break, and runs the loop.</summary>
        internal void Reset() => _side.Lose(Peer);

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
            Assert.AreEqual(0, _isClient ? 0 : _server.Server.ChannelCount);
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
