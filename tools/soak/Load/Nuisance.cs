using System;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace EdgeWs.Soak.Load
{
    /// <summary>Clients that the server has to get rid of: reset, half-open, slow, garbage, a flood. Each lives for some seconds.</summary>
    internal sealed class Nuisance(IPEndPoint server, CancellationToken end)
    {
        private const string Resource = "/soak?nuisance";

        private int _count;

        /// <summary>How many there are.</summary>
        internal int Count => Volatile.Read(ref _count);

        /// <summary>A request to open a connection.</summary>
        internal static byte[] Request(string resource)
        {
            return Encoding.ASCII.GetBytes("GET " + resource + " HTTP/1.1\r\nHost: soak\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n");
        }

        internal void Start(int seed)
        {
            Interlocked.Increment(ref _count);
            _ = Task.Run(() => Run(new Random(seed)));
        }

        private async Task Run(Random random)
        {
            try
            {
                using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                await socket.ConnectAsync(server, end);
                await Annoy(socket, random.Next(6), random);
            }
            catch (Exception e) when (e is SocketException or OperationCanceledException)
            {
                // The server has had enough, or the run is over.
            }
            finally
            {
                Interlocked.Decrement(ref _count);
            }
        }

        private async Task Annoy(Socket socket, int kind, Random random)
        {
            switch (kind)
            {
                case 0:
                    // A RST in the middle of a frame.
                    await Open(socket);
                    await socket.SendAsync(Frame(random, random.Next(5000)).AsMemory(0, 5), end);
                    socket.Close(0);
                    break;
                case 1:
                    // Says nothing and takes nothing any more: only the heartbeat finds out.
                    await Open(socket);
                    await Task.Delay(2 * Limits.Patience, end);
                    break;
                case 2:
                    await socket.SendAsync(RandomNumberGenerator.GetBytes(random.Next(1, 3000)), end);
                    await Task.Delay(1000, end);
                    break;
                case 3:
                    // A request that comes byte by byte and is never complete.
                    for (int i = 0; i < 40; i++)
                    {
                        await socket.SendAsync(Request(Resource).AsMemory(i, 1), end);
                        await Task.Delay(150, end);
                    }

                    break;
                case 4:
                    using (var enough = CancellationTokenSource.CreateLinkedTokenSource(end))
                    {
                        enough.CancelAfter(1000);
                        await Flooder.Run(server, Resource, enough.Token);
                    }

                    break;
                default:
                    // Asks for more than it ever reads, so that the server's buffers fill up.
                    socket.ReceiveBufferSize = 4096;
                    await Open(socket);
                    for (int i = 0; i < 200; i++)
                    {
                        await socket.SendAsync(Frame(random, 30000), end);
                    }

                    await Task.Delay(3000, end);
                    break;
            }
        }

        private async Task Open(Socket socket)
        {
            await socket.SendAsync(Request(Resource), end);
            await socket.ReceiveAsync(new byte[512], end);
        }

        /// <summary>A binary frame with any masking key.</summary>
        private static byte[] Frame(Random random, int length)
        {
            byte[] frame = new byte[8 + length + 126];
            random.NextBytes(frame);
            frame[0] = 0x82;
            frame[1] = 0xFE;
            frame[2] = (byte)((length + 126) >> 8);
            frame[3] = (byte)(length + 126);
            return frame;
        }
    }
}
