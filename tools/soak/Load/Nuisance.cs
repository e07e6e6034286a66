using System;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace EdgeWs.Soak.Load
{
    /// <summary>Clients that the server has to get rid of: reset, half-open, slow, garbage, a flood. Each lives for some seconds.</summary>
    internal sealed class Nuisance
    {
        private const string Request = "GET /soak?nuisance HTTP/1.1\r\nHost: soak\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n";

        private readonly IPEndPoint _server;
        private readonly CancellationToken _end;
        private int _count;

        internal Nuisance(int port, CancellationToken end)
        {
            _server = new IPEndPoint(IPAddress.Loopback, port);
            _end = end;
        }

        /// <summary>How many there are.</summary>
        internal int Count => Volatile.Read(ref _count);

        internal void Start(Random random)
        {
            int kind = random.Next(6);
            int seed = random.Next();
            Interlocked.Increment(ref _count);
            _ = Task.Run(async () =>
            {
                try
                {
                    using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                    await socket.ConnectAsync(_server, _end);
                    await Annoy(socket, kind, new Random(seed));
                }
                catch (Exception e) when (e is SocketException or OperationCanceledException)
                {
                    // The server has had enough, or the run is over.
                }
                finally
                {
                    Interlocked.Decrement(ref _count);
                }
            });
        }

        private async Task Annoy(Socket socket, int kind, Random random)
        {
            switch (kind)
            {
                case 0:
                    // A RST in the middle of a frame.
                    await Open(socket);
                    await socket.SendAsync(Frame(random, random.Next(5000)).AsMemory(0, 5), _end);
                    socket.LingerState = new LingerOption(true, 0);
                    break;
                case 1:
                    // Says nothing and takes nothing any more: only the heartbeat finds out.
                    await Open(socket);
                    await Task.Delay(12000, _end);
                    break;
                case 2:
                    await socket.SendAsync(Garbage(random), _end);
                    await Task.Delay(1000, _end);
                    break;
                case 3:
                    // A request that comes byte by byte and is never complete.
                    for (int i = 0; i < 40; i++)
                    {
                        await socket.SendAsync(Encoding.ASCII.GetBytes(Request.Substring(i, 1)), _end);
                        await Task.Delay(150, _end);
                    }

                    break;
                case 4:
                    using (var end = CancellationTokenSource.CreateLinkedTokenSource(_end))
                    {
                        end.CancelAfter(1000);
                        await new Flooder().Run(_server, end.Token);
                    }

                    break;
                default:
                    await ReadSlowly(socket, random);
                    break;
            }
        }

        /// <summary>Asks for more than it reads, so that the server's buffers fill up.</summary>
        private async Task ReadSlowly(Socket socket, Random random)
        {
            socket.ReceiveBufferSize = 4096;
            await Open(socket);
            byte[] buffer = new byte[256];
            for (int i = 0; i < 60; i++)
            {
                await socket.SendAsync(Frame(random, 4000), _end);
                await socket.ReceiveAsync(buffer, _end);
                await Task.Delay(100, _end);
            }
        }

        private async Task Open(Socket socket)
        {
            await socket.SendAsync(Encoding.ASCII.GetBytes(Request), _end);
            await socket.ReceiveAsync(new byte[512], _end);
        }

        private static byte[] Garbage(Random random)
        {
            byte[] garbage = new byte[random.Next(1, 3000)];
            random.NextBytes(garbage);
            return garbage;
        }

        /// <summary>A binary frame whose masking key is zero.</summary>
        private static byte[] Frame(Random random, int length)
        {
            byte[] frame = new byte[8 + length];
            random.NextBytes(frame);
            frame[0] = 0x82;
            frame[1] = 0xFE;
            frame[2] = (byte)((length + 126) >> 8);
            frame[3] = (byte)(length + 126);
            Array.Resize(ref frame, 8 + length + 126);
            return frame;
        }
    }
}
