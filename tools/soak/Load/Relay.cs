using System;
using System.Collections.Generic;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;

namespace EdgeWs.Soak.Load
{
    /// <summary>A way to the server that breaks: it resets connections in both directions.</summary>
    internal sealed class Relay
    {
        private readonly IPEndPoint _server;
        private readonly CancellationToken _end;
        private readonly TcpListener _listener = new TcpListener(IPAddress.Loopback, 0);
        private readonly List<(Socket Client, Socket Server)> _pairs = new List<(Socket Client, Socket Server)>();

        internal Relay(IPEndPoint server, CancellationToken end)
        {
            _server = server;
            _end = end;
            _listener.Start();
            _ = Task.Run(Accept);
        }

        internal string Url => "ws://" + _listener.LocalEndpoint + "/soak";

        /// <summary>A RST for both ends of one connection.</summary>
        internal void Break(Random random)
        {
            lock (_pairs)
            {
                if (_pairs.Count > 0)
                {
                    (Socket near, Socket far) = _pairs[random.Next(_pairs.Count)];
                    near.Close(0);
                    far.Close(0);
                }
            }
        }

        private async Task Accept()
        {
            using TcpListener listener = _listener;
            while (true)
            {
                Socket client = await listener.AcceptSocketAsync(_end);
                _ = Task.Run(() => Connect(client));
            }
        }

        private async Task Connect(Socket client)
        {
            using var far = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            using (client)
            {
                client.NoDelay = true;
                await far.ConnectAsync(_server);
                lock (_pairs)
                {
                    _pairs.Add((client, far));
                }

                // When one direction is over so is the other: what ends first has said all that it had to say.
                await Task.WhenAny(Pump(client, far), Pump(far, client));
                lock (_pairs)
                {
                    _pairs.Remove((client, far));
                }
            }
        }

        private static async Task Pump(Socket from, Socket to)
        {
            using var source = new NetworkStream(from);
            using var target = new NetworkStream(to);
            await source.CopyToAsync(target);
        }
    }
}
