using System;
using System.Collections.Generic;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;

namespace EdgeWs.Soak.Load
{
    /// <summary>A way to the server that breaks: it resets connections in both directions, and at times lets nobody through.</summary>
    internal sealed class Relay
    {
        private readonly IPEndPoint _server;
        private readonly TcpListener _listener = new TcpListener(IPAddress.Loopback, 0);
        private readonly List<(Socket Client, Socket Server)> _pairs = new List<(Socket Client, Socket Server)>();
        private readonly CancellationToken _end;
        private int _refusals;

        internal Relay(int port, CancellationToken end)
        {
            _server = new IPEndPoint(IPAddress.Loopback, port);
            _end = end;
            _listener.Start();
            _ = Task.Run(Accept);
        }

        internal string Url => "ws://" + _listener.LocalEndpoint + "/soak";

        /// <summary>A RST for both ends of one connection, and for so many attempts that follow.</summary>
        internal void Break(Random random, int refusals)
        {
            (Socket Client, Socket Server) pair;
            lock (_pairs)
            {
                if (_pairs.Count == 0)
                {
                    return;
                }

                pair = _pairs[random.Next(_pairs.Count)];
                _pairs.Remove(pair);
            }

            Volatile.Write(ref _refusals, refusals);
            Reset(pair.Client);
            Reset(pair.Server);
        }

        /// <summary>Ends listening. The connections end with those who use them.</summary>
        internal void Stop()
        {
            _listener.Dispose();
        }

        private static void Reset(Socket socket)
        {
            try
            {
                socket.LingerState = new LingerOption(true, 0);
            }
            catch (Exception e) when (e is ObjectDisposedException or SocketException)
            {
                // It was over already.
            }

            socket.Dispose();
        }

        private static async Task Pump(Socket from, Socket to)
        {
            byte[] buffer = new byte[4096];
            try
            {
                int count;
                while ((count = await from.ReceiveAsync(buffer)) > 0)
                {
                    for (int at = 0; at < count;)
                    {
                        at += await to.SendAsync(buffer.AsMemory(at, count - at));
                    }
                }

                to.Shutdown(SocketShutdown.Send);
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                Reset(to);
            }
        }

        private async Task Accept()
        {
            try
            {
                while (true)
                {
                    Socket client = await _listener.AcceptSocketAsync(_end);
                    if (Volatile.Read(ref _refusals) > 0)
                    {
                        Interlocked.Decrement(ref _refusals);
                        Reset(client);
                    }
                    else
                    {
                        _ = Task.Run(() => Connect(client));
                    }
                }
            }
            catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                // The run is over.
            }
        }

        private async Task Connect(Socket client)
        {
            using (client)
            using (var server = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true })
            {
                client.NoDelay = true;
                var pair = (client, server);
                try
                {
                    await server.ConnectAsync(_server);
                }
                catch (SocketException)
                {
                    return;
                }

                lock (_pairs)
                {
                    _pairs.Add(pair);
                }

                await Task.WhenAll(Pump(client, server), Pump(server, client));
                lock (_pairs)
                {
                    _pairs.Remove(pair);
                }
            }
        }
    }
}
