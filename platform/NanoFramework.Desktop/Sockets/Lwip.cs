using System;
using System.Collections.Generic;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Threading;

namespace nanoFramework
{
    /// <summary>
    /// The habits of the network stack of a device, for tests on Linux: 16 sockets in all, a send buffer of 5,760 bytes, error codes
    /// that mean nothing, a reset for whoever is closed with bytes unread, and bytes that stay when their connection was closed, until
    /// the peer acknowledges them.
    /// </summary>
    public sealed class Lwip
    {
        public const int MaxSockets = 16;
        public const int SendBuffer = 5760;

        private const int CountUnacknowledged = 0x5411;
        private const int TcpLevel = 6;
        private const int TcpInformation = 11;
        private const int Closed = 7;

        private static readonly AsyncLocal<Lwip> s_current = new AsyncLocal<Lwip>();

        private readonly List<Socket> _closing = new List<Socket>();
        private int _count;

        /// <summary>The stack whose habits the library's sockets have that this thread creates, and those that it starts; null for the desktop's own.</summary>
        public static Lwip Current
        {
            get => s_current.Value;
            set => s_current.Value = value;
        }

        /// <summary>Whether somebody received from a connection that was reset, which waits for ever on a device.</summary>
        public bool IsStuck { get; internal set; }

        /// <summary>The sockets in use.</summary>
        public int Count => Volatile.Read(ref _count);

        /// <summary>The bytes that closed connections still hold, and one for an end that is not acknowledged.</summary>
        public int Held
        {
            get
            {
                lock (_closing)
                {
                    int held = 0;
                    for (int i = _closing.Count - 1; i >= 0; i--)
                    {
                        int bytes = Unacknowledged(_closing[i]);
                        held += bytes;
                        if (bytes == 0)
                        {
                            _closing[i].Dispose();
                            _closing.RemoveAt(i);
                        }
                    }

                    return held;
                }
            }
        }

        /// <summary>The bytes that a connection has sent and its peer has not acknowledged.</summary>
        internal static int Unacknowledged(Socket socket)
        {
            // Of a connection that was reset the system still tells what was left.
            Span<byte> information = stackalloc byte[1];
            socket.GetRawSocketOption(TcpLevel, TcpInformation, information);
            return information[0] == Closed || ioctl(socket.SafeHandle, CountUnacknowledged, out int count) < 0 ? 0 : count;
        }

        internal bool TryTake()
        {
            if (Interlocked.Increment(ref _count) <= MaxSockets)
            {
                return true;
            }

            Interlocked.Decrement(ref _count);
            return false;
        }

        /// <summary>Frees a socket that is about to be closed, and keeps its connection where it is to end in order.</summary>
        internal void Release(Socket socket, bool isClosed)
        {
            Interlocked.Decrement(ref _count);
            if (isClosed && socket.Connected && socket.Available == 0 && socket.LingerState is { Enabled: false })
            {
                Socket kept = new Socket(new SafeSocketHandle(dup(socket.SafeHandle), true));
                kept.Shutdown(SocketShutdown.Both);
                lock (_closing)
                {
                    _closing.Add(kept);
                }
            }
        }

        [DllImport("libc")]
        private static extern int dup(SafeSocketHandle descriptor);

        [DllImport("libc")]
        private static extern int ioctl(SafeSocketHandle descriptor, nuint request, out int value);
    }
}
