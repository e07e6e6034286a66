using System;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;

namespace EdgeWs.Soak.Load
{
    /// <summary>A client that sends messages of one byte as fast as the server takes them, and reads the answers.</summary>
    internal static class Flooder
    {
        private const int MessagesAtOnce = 1000;

        /// <summary>Floods until it is told to end, or the server has had enough.</summary>
        /// <returns>Why it ended; null when it was told to.</returns>
        internal static async Task<string> Run(IPEndPoint server, string resource, CancellationToken end)
        {
            // Binary, masked with a key of zeros, one byte.
            byte[] frame = [0x82, 0x81, 0, 0, 0, 0, 0x77];
            byte[] frames = Enumerable.Repeat(frame, MessagesAtOnce).SelectMany(bytes => bytes).ToArray();
            try
            {
                using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                await socket.ConnectAsync(server, end);
                await socket.SendAsync(Nuisance.Request(resource), end);
                using var answers = new NetworkStream(socket);
                Task reading = answers.CopyToAsync(Stream.Null, end);
                while (!reading.IsCompleted)
                {
                    for (int at = 0; at < frames.Length;)
                    {
                        at += await socket.SendAsync(frames.AsMemory(at), end);
                    }
                }

                await reading;
                return "the server ended its connection";
            }
            catch (Exception e) when (e is SocketException or IOException)
            {
                return e.Message;
            }
            catch (OperationCanceledException)
            {
                return null;
            }
        }
    }
}
