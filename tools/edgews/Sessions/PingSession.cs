using System;
using System.Buffers.Binary;
using System.Diagnostics;
using System.IO;
using System.Security.Cryptography;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace EdgeWs.Cli
{
    /// <summary>
    /// A connection for ping and pong frames, RFC 6455 section 5.5, which .NET's WebSocket keeps to itself. Messages are passed over.
    /// </summary>
    internal sealed class PingSession : IDisposable
    {
        private const int CloseOpcode = 8;
        private const int PingOpcode = 9;
        private const int PongOpcode = 10;
        private const int MaxControlPayload = 125;

        private readonly Stream _stream;
        private readonly TimeSpan _timeout;
        private readonly CancellationTokenSource _abort = new CancellationTokenSource();
        private readonly SemaphoreSlim _writing = new SemaphoreSlim(1);
        private readonly BufferedStream _input;
        private readonly Task _reading;
        private TaskCompletionSource<long> _pong;
        private long _number;
        private bool _isClosing;

        internal PingSession(Stream stream, TimeSpan timeout)
        {
            _stream = stream;
            _timeout = timeout;
            _input = new BufferedStream(stream);
            _reading = ReadAsync();
        }

        /// <summary>How the connection ended; null while it did not.</summary>
        internal SessionEnd End { get; private set; }

        /// <summary>Is done when the connection has ended.</summary>
        internal Task Ended => _reading;

        /// <summary>Sends a ping and waits for the pong with the same payload.</summary>
        /// <returns>The time between; null when there was none in time, or when the connection ended.</returns>
        internal async Task<TimeSpan?> PingAsync()
        {
            TaskCompletionSource<long> pong = new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously);
            byte[] payload = new byte[8];
            BinaryPrimitives.WriteInt64BigEndian(payload, Interlocked.Increment(ref _number));
            Volatile.Write(ref _pong, pong);
            long start = Stopwatch.GetTimestamp();
            await WriteAsync(PingOpcode, payload);
            await Task.WhenAny(pong.Task, _reading, Task.Delay(_timeout));
            return pong.Task.IsCompleted ? Stopwatch.GetElapsedTime(start, await pong.Task) : null;
        }

        /// <summary>Runs the closing handshake.</summary>
        internal async Task CloseAsync()
        {
            _isClosing = true;
            _abort.CancelAfter(_timeout);
            await WriteAsync(CloseOpcode, [1000 >> 8, 1000 & 0xFF]);
            await _reading;
        }

        public void Dispose()
        {
            _stream.Dispose();
            _writing.Dispose();
            _abort.Dispose();
        }

        private async Task ReadAsync()
        {
            try
            {
                while (End == null)
                {
                    await ReadFrameAsync();
                }
            }
            catch (OperationCanceledException)
            {
                End = new SessionEnd(_isClosing ? EndKind.NotAnswered : EndKind.Lost, SessionEnd.NoCloseFrame, string.Empty);
            }
            catch (InvalidDataException e)
            {
                End = new SessionEnd(EndKind.Failed, SessionEnd.NoCloseFrame, e.Message);
            }
            catch (IOException)
            {
                End = new SessionEnd(EndKind.Lost, SessionEnd.NoCloseFrame, string.Empty);
            }
        }

        private async Task ReadFrameAsync()
        {
            byte[] head = await ReadAsync(2);
            int opcode = head[0] & 0x0F;
            bool isControl = opcode >= CloseOpcode;
            long length = head[1] & 0x7F;
            Require((head[0] & 0x70) == 0, "a reserved bit is set");
            Require((head[1] & 0x80) == 0, "the server masked a frame");
            Require(opcode is <= 2 or (>= CloseOpcode and <= PongOpcode), "the opcode " + opcode + " is reserved");
            Require(!isControl || (length <= MaxControlPayload && (head[0] & 0x80) != 0), "a control frame is too long or fragmented");
            if (length > MaxControlPayload)
            {
                length = length == 126
                    ? BinaryPrimitives.ReadUInt16BigEndian(await ReadAsync(2))
                    : BinaryPrimitives.ReadInt64BigEndian(await ReadAsync(8));
                Require(length >= 0, "a frame is too long");
            }

            if (!isControl)
            {
                await SkipAsync(length);
                return;
            }

            byte[] payload = await ReadAsync((int)length);
            if (opcode == PongOpcode)
            {
                OnPong(payload);
            }
            else if (opcode == PingOpcode)
            {
                await WriteAsync(PongOpcode, payload);
            }
            else
            {
                await OnCloseAsync(payload);
            }
        }

        private void OnPong(byte[] payload)
        {
            long now = Stopwatch.GetTimestamp();

            // Another payload is that of a pong that came too late, or of one that nobody asked for.
            if (payload.Length == 8 && BinaryPrimitives.ReadInt64BigEndian(payload) == Interlocked.Read(ref _number))
            {
                Volatile.Read(ref _pong)?.TrySetResult(now);
            }
        }

        private async Task OnCloseAsync(byte[] payload)
        {
            Require(payload.Length != 1, "a close frame has only half a code");
            int code = payload.Length == 0 ? SessionEnd.NoCode : BinaryPrimitives.ReadUInt16BigEndian(payload);
            string reason = payload.Length == 0 ? string.Empty : Encoding.UTF8.GetString(payload, 2, payload.Length - 2);
            if (!_isClosing)
            {
                await WriteAsync(CloseOpcode, payload.AsSpan(0, Math.Min(payload.Length, 2)).ToArray());
            }

            End = new SessionEnd(_isClosing ? EndKind.ClosedByUs : EndKind.ClosedByPeer, code, reason);
        }

        private async Task WriteAsync(int opcode, byte[] payload)
        {
            byte[] frame = new byte[6 + payload.Length];
            frame[0] = (byte)(0x80 | opcode);
            frame[1] = (byte)(0x80 | payload.Length);
            RandomNumberGenerator.Fill(frame.AsSpan(2, 4));
            for (int i = 0; i < payload.Length; i++)
            {
                frame[6 + i] = (byte)(payload[i] ^ frame[2 + (i & 3)]);
            }

            using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(_abort.Token);
            limit.CancelAfter(_timeout);
            await _writing.WaitAsync();
            try
            {
                await _stream.WriteAsync(frame, limit.Token);
                await _stream.FlushAsync(limit.Token);
            }
            catch (Exception e) when (e is IOException or OperationCanceledException)
            {
                // Half a frame may be out: nothing more can be said on this connection, which the reader sees end.
                await _abort.CancelAsync();
            }
            finally
            {
                _writing.Release();
            }
        }

        private async Task<byte[]> ReadAsync(int count)
        {
            byte[] bytes = new byte[count];
            await _input.ReadExactlyAsync(bytes, _abort.Token);
            return bytes;
        }

        private async Task SkipAsync(long count)
        {
            byte[] piece = new byte[4096];
            while (count > 0)
            {
                int next = (int)Math.Min(count, piece.Length);
                await _input.ReadExactlyAsync(piece.AsMemory(0, next), _abort.Token);
                count -= next;
            }
        }

        private static void Require(bool condition, string problem)
        {
            if (!condition)
            {
                throw new InvalidDataException(problem);
            }
        }
    }
}
