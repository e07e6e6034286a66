using System;
using EdgeWs.Nano;
using EdgeWs.Nano.Tests;

namespace EdgeWs.DeviceBenchmarks
{
    /// <summary>A server on a scheduler of its own, whose clients are wires.</summary>
    internal sealed class WireServer
    {
        private readonly WireListener _listener = new WireListener();
        private readonly WsServer _server;
        private readonly byte[] _request = Bytes.FromText(RawPeer.Request);

        /// <param name="isBroadcasting">Whether a message goes to all clients; else back to the one that sent it.</param>
        internal WireServer(bool isBroadcasting)
        {
            WsServerOptions options = new WsServerOptions
            {
                Scheduler = Scheduler,
                KeepHeaders = false,
                HeartbeatInterval = 0,
                MaxChannels = 100,
            };
            _server = WsServer.Create("/chat", _listener, options);
            WsChannelMessageHandler handler = isBroadcasting ? (c, m) => _server.Broadcast(m) : (c, m) => c.Send(m);
            _server.Connected += (s, channel) => channel.MessageReceived += handler;
        }

        internal IoScheduler Scheduler { get; } = new IoScheduler();

        /// <summary>Connects and shakes hands.</summary>
        /// <returns>The client's end.</returns>
        internal Wire Connect()
        {
            Wire wire = new Wire();
            wire.Put(_request);
            _listener.Connect(wire);
            Await(_server.ChannelCount + 1);
            return wire;
        }

        /// <summary>Connects so many.</summary>
        /// <returns>The client's end of the last.</returns>
        internal Wire Connect(int count)
        {
            Wire wire = null;
            for (; count > 0; count--)
            {
                wire = Connect();
            }

            return wire;
        }

        /// <summary>Lets a client go.</summary>
        internal void Disconnect(Wire wire)
        {
            wire.Cut();
            Await(_server.ChannelCount - 1);
        }

        private void Await(int channels)
        {
            for (int passes = 0; _server.ChannelCount != channels; passes++)
            {
                if (passes == 100)
                {
                    throw new InvalidOperationException();
                }

                Scheduler.Poll(0);
            }
        }
    }
}
