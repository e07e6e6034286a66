using System.Text;
using EdgeWs.Testing.Wire;

namespace EdgeWs.Testing
{
    /// <summary>A server's end of a connection, for bytes of any kind.</summary>
    internal sealed class RawConnection(Stream stream, CancellationToken end)
    {
        private readonly MessageReader _messages = new MessageReader(true);
        private readonly byte[] _buffer = new byte[4096];

        /// <summary>Ends with the test.</summary>
        public Task Over => Task.Delay(-1, end);

        public Task SendAsync(byte[] bytes)
        {
            return stream.WriteAsync(bytes, end).AsTask();
        }

        public Task SendAsync(string text)
        {
            return SendAsync(Encoding.ASCII.GetBytes(text));
        }

        /// <summary>Sends a frame by its first byte: FIN, reserved bits, opcode.</summary>
        public Task SendFrameAsync(int first, byte[] payload)
        {
            return SendAsync(FrameWriter.Write(first, payload, []));
        }

        /// <summary>Reads the head of a request.</summary>
        public async Task<string> ReadRequestAsync()
        {
            var head = new MemoryStream();
            while (HttpText.Read(head.ToArray()) == null)
            {
                head.Write(await ReadAsync(1));
            }

            return Encoding.Latin1.GetString(head.ToArray());
        }

        /// <summary>Reads the next message or control frame of the client.</summary>
        public async Task<(int Opcode, string Payload)> ReadMessageAsync()
        {
            int opcode;
            byte[] payload;
            while (!_messages.TryRead(out opcode, out payload))
            {
                _messages.Append(await ReadAsync(_buffer.Length));
            }

            return (opcode, Encoding.Latin1.GetString(payload));
        }

        private async Task<byte[]> ReadAsync(int most)
        {
            int count = await stream.ReadAsync(_buffer.AsMemory(0, most), end);
            return count > 0 ? _buffer[..count] : throw new EndOfStreamException();
        }
    }
}
