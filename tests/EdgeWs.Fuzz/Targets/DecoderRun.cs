using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Text;
using EdgeWs.Nano;
using EdgeWs.Testing.Wire;

namespace EdgeWs.Fuzz
{
    /// <summary>A frame decoder that is fed a stream in pieces, and what it made of it.</summary>
    internal sealed class DecoderRun
    {
        private const int PoolLimit = 8192;

        private readonly FrameDecoder _decoder;
        private readonly WsMessage _message = new WsMessage();
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
            ByteCursor input = new ByteCursor(Math.Max(1, stream.Length));
            for (int position = 0; position < stream.Length; position += input.End)
            {
                input.Position = 0;
                input.End = pieces.Next(stream.Length - position);
                Array.Copy(stream, position, input.Buffer, 0, input.End);
                Decode(input);
            }

            _decoder.Release(_pool);
            Invariant.Require(Partial(_decoder) == null, "a decoder that is done holds a buffer");
            CheckPool();
        }

        private void Decode(ByteCursor input)
        {
            DecodedEvent found;
            while ((found = _decoder.Decode(input, _message, _limits, _pool)) != DecodedEvent.None)
            {
                Invariant.Require(Events.Count == 0 || !Events[^1].IsEnd, "something was decoded behind the end");
                byte[] payload = found switch
                {
                    DecodedEvent.Close => Encoding.UTF8.GetBytes(ClosePayload.ReadReason(_message.Payload, _message.PayloadOffset, _message.PayloadCount)),
                    DecodedEvent.Error => [],
                    _ => _message.Payload.AsSpan(_message.PayloadOffset, _message.PayloadCount).ToArray(),
                };
                bool isEnd = found is DecodedEvent.Close or DecodedEvent.Error;
                Events.Add(new StreamEvent(OpcodeOf(found, _message.Opcode), payload, isEnd ? _message.CloseCode : 0));
                CheckAssembly();
            }

            Invariant.Require(input.Position == input.End, "something of the input was left");
            CheckAssembly();
            CheckPool();
        }

        /// <summary>No peer makes a decoder hold much more than the largest message: a quarter in reserve, or a kept buffer.</summary>
        private void CheckAssembly()
        {
            int most = Math.Max(_limits.MaxMessageSize + _limits.MaxMessageSize / 4, PoolLimit);
            Invariant.Require(Partial(_decoder)?.Assembly is not { } assembly || assembly.Length <= most, "the message buffer is too large");
        }

        /// <summary>The pool keeps no more than it may, and nothing twice: two owners of one buffer would overwrite each other.</summary>
        private void CheckPool()
        {
            HashSet<byte[]> kept = new HashSet<byte[]>();
            int bytes = 0;
            foreach (byte[] buffer in Kept(_pool))
            {
                Invariant.Require(buffer == null || kept.Add(buffer), "a buffer is twice in the pool");
                bytes += buffer == null ? 0 : buffer.Length;
            }

            Invariant.Require(bytes == _pool.KeptBytes && bytes <= PoolLimit, "the pool miscounts what it keeps, or keeps more than its limit");
        }

        private static int OpcodeOf(DecodedEvent found, int opcode)
        {
            return found switch
            {
                DecodedEvent.Message => opcode,
                DecodedEvent.Ping => Frame.Ping,
                DecodedEvent.Pong => Frame.Pong,
                DecodedEvent.Close => Frame.Close,
                _ => StreamEvent.Error,
            };
        }

        [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_kept")]
        private static extern ref byte[][] Kept(BufferPool pool);

        [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_partial")]
        private static extern ref PartialMessage Partial(FrameDecoder decoder);
    }
}
