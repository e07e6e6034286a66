using System;
using System.Collections.Generic;
using EdgeWs.Nano;

namespace EdgeWs.Fuzz
{
    /// <summary>A frame decoder that is fed a stream in pieces, and what it made of it.</summary>
    internal sealed class DecoderRun
    {
        private const int PoolLimit = 8192;

        private readonly FrameDecoder _decoder;
        private readonly WsOptions _limits;
        private readonly BufferPool _pool = new BufferPool(PoolLimit);

        internal DecoderRun(bool expectMasked, WsOptions limits)
        {
            _decoder = new FrameDecoder(expectMasked);
            _limits = limits;
        }

        internal List<StreamEvent> Events { get; } = new List<StreamEvent>();

        internal void Feed(byte[] stream, Pieces pieces)
        {
            DecoderInput input = new DecoderInput(Math.Max(1, stream.Length));
            int position = 0;
            while (position < stream.Length)
            {
                int count = pieces.Next(stream.Length - position);
                Array.Copy(stream, position, input.Buffer, 0, count);
                input.Position = 0;
                input.End = count;
                position += count;
                Decode(input);
            }

            _decoder.Release(_pool);
            Internals.CheckReleased(_decoder);
            Internals.CheckPool(_pool, PoolLimit);
        }

        private void Decode(DecoderInput input)
        {
            DecodedEvent found;
            while ((found = _decoder.Decode(input, _limits, _pool)) != DecodedEvent.None)
            {
                Invariant.Require(Events.Count == 0 || !Events[^1].IsEnd, "something was decoded behind the end");
                byte[] payload = Array.Empty<byte>();
                if (found == DecodedEvent.Close)
                {
                    payload = System.Text.Encoding.UTF8.GetBytes(ClosePayload.ReadReason(input.Payload, input.PayloadOffset, input.PayloadCount));
                }
                else if (found != DecodedEvent.Error)
                {
                    payload = input.Payload.AsSpan(input.PayloadOffset, input.PayloadCount).ToArray();
                }

                bool isEnd = found is DecodedEvent.Close or DecodedEvent.Error;
                Events.Add(new StreamEvent(KindOf(found, input.Opcode), payload, isEnd ? input.CloseCode : 0));
                Internals.CheckAssembly(_decoder, _limits.MaxMessageSize, PoolLimit);
            }

            Invariant.Require(input.Position == input.End, "something of the input was left");
            Internals.CheckAssembly(_decoder, _limits.MaxMessageSize, PoolLimit);
            Internals.CheckPool(_pool, PoolLimit);
        }

        private static StreamEventKind KindOf(DecodedEvent found, int opcode)
        {
            return found switch
            {
                DecodedEvent.Message => opcode == RawFrame.Text ? StreamEventKind.Text : StreamEventKind.Binary,
                DecodedEvent.Ping => StreamEventKind.Ping,
                DecodedEvent.Pong => StreamEventKind.Pong,
                DecodedEvent.Close => StreamEventKind.Close,
                _ => StreamEventKind.Error,
            };
        }
    }
}
