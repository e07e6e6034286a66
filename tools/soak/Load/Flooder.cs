using System;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace EdgeWs.Soak.Load
{
    /// <summary>A client that sends messages of one byte as fast as the server takes them, and reads the answers.</summary>
    internal sealed class Flooder
    {
        private const int MessagesAtOnce = 1000;
        private const int FrameLength = 7;
        private const string Request = "GET /soak?flood HTTP/1.1\r\nHost: soak\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n";

        private long _sent;

        /// <summary>How many messages it got rid of.</summary>
        internal long Sent => Interlocked.Read(ref _sent);

        /// <summary>Floods until it is told to end, or the server has had enough.</summary>
        internal async Task Run(IPEndPoint server, CancellationToken end)
        {
            byte[] frames = new byte[MessagesAtOnce * FrameLength];
            for (int at = 0; at < frames.Length; at += FrameLength)
            {
                // Binary, masked with a key of zeros, one byte.
                frames[at] = 0x82;
                frames[at + 1] = 0x81;
                frames[at + 6] = (byte)at;
            }

            try
            {
                using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                await socket.ConnectAsync(server, end);
                await socket.SendAsync(Encoding.ASCII.GetBytes(Request), end);
                Task reading = Read(socket, end);
                while (!end.IsCancellationRequested)
                {
                    for (int at = 0; at < frames.Length;)
                    {
                        at += await socket.SendAsync(frames.AsMemory(at), end);
                    }

                    Interlocked.Add(ref _sent, MessagesAtOnce);
                }

                await reading;
            }
            catch (Exception e) when (e is SocketException or OperationCanceledException)
            {
                // Enough.
            }
        }

        private static async Task Read(Socket socket, CancellationToken end)
        {
            byte[] buffer = new byte[65536];
            while (await socket.ReceiveAsync(buffer, end) > 0)
            {
            }
        }
    }
}
