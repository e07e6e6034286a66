using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace EdgeWs.Benchmarks
{
    /// <summary>A stream from which the same bytes come again and again, and which takes all that is written.</summary>
    internal sealed class RepeatingStream : Stream
    {
        private readonly byte[] _bytes;
        private int _position;

        public RepeatingStream(byte[] bytes)
        {
            _bytes = bytes;
        }

        /// <summary>Bytes written since the beginning; may overflow.</summary>
        public int Written { get; private set; }

        public override bool CanRead => true;

        public override bool CanWrite => true;

        public override bool CanSeek => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count)
        {
            return Read(buffer.AsSpan(offset, count));
        }

        public override int Read(Span<byte> buffer)
        {
            int count = Math.Min(buffer.Length, _bytes.Length - _position);
            _bytes.AsSpan(_position, count).CopyTo(buffer);
            _position = (_position + count) % _bytes.Length;
            return count;
        }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            return new ValueTask<int>(Read(buffer.Span));
        }

        public override void Write(byte[] buffer, int offset, int count)
        {
            Written += count;
        }

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Written += buffer.Length;
            return default;
        }

        public override void Flush()
        {
        }

        public override Task FlushAsync(CancellationToken cancellationToken)
        {
            return Task.CompletedTask;
        }

        public override long Seek(long offset, SeekOrigin origin)
        {
            throw new NotSupportedException();
        }

        public override void SetLength(long value)
        {
            throw new NotSupportedException();
        }
    }
}
