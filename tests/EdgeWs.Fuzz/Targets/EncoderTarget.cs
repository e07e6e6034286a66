using System;
using EdgeWs.Nano;
using EdgeWs.Testing.Wire;

namespace EdgeWs.Fuzz
{
    /// <summary>The frame encoder: what it writes is a frame, and decoding brings the payload back.</summary>
    internal sealed class EncoderTarget : FuzzTarget
    {
        private const int LongestHeader = 14;
        private const int MaxPayload = 70000;

        public override string Name => "encoder";

        public override void Run(byte[] input)
        {
            InputReader reader = new InputReader(input);
            int flags = reader.NextByte();
            int encodePiece = 1 + reader.NextByte() * (1 + (flags >> 4));
            int decodePiece = reader.NextByte();
            int key = (int)reader.NextInt64();
            int repetitions = reader.NextByte() + 1;
            bool isMasked = (flags & 1) != 0;

            // Repeated, because a fuzzer would never write the 65,536 bytes that need the longest header.
            byte[] part = reader.Rest();
            repetitions = Math.Min(repetitions, 1 + MaxPayload / (part.Length + 1));
            byte[] payload = new byte[part.Length * repetitions];
            for (int i = 0; i < repetitions; i++)
            {
                part.CopyTo(payload, i * part.Length);
            }

            byte[] frame = Encode(payload, isMasked, key, encodePiece);
            Invariant.Require(Frame.TryRead(frame, out Frame read) && read.IsWhole && read.Size == frame.Length, "the frame has another length");
            Invariant.Require(read.FindFault(isMasked, false) == null && read.IsFinal && read.Opcode == Frame.Binary, "the frame is another");
            Invariant.RequireEqual(payload, read.GetPayload(), "the payload");

            DecoderRun run = new DecoderRun(isMasked, new WsServerOptions { MaxMessageSize = Math.Max(1, payload.Length) });
            run.Feed(frame, new Pieces(decodePiece));
            Invariant.Require(run.Events.Count == 1 && run.Events[0].Opcode == Frame.Binary, "the frame is not decoded to a message");
            Invariant.RequireEqual(payload, run.Events[0].Payload, "the decoded payload");
        }

        internal override byte[] Generate(Random random)
        {
            ByteWriter writer = new ByteWriter();
            writer.Write(random.Next(256));
            writer.Write(random.OneIn(4) ? 255 : random.Next(256));
            writer.Write(random.Next(256));
            writer.Write(random.OneIn(4) ? 0 : random.NextInt64(), 8);
            int length = PayloadGenerator.Length(random);
            writer.Write(random.OneIn(20) && length < 2000 ? random.Next(256) : 0);
            writer.Write(random.Bytes(length));
            return writer.ToArray();
        }

        private static byte[] Encode(byte[] payload, bool isMasked, int key, int piece)
        {
            byte[] original = payload.AsSpan().ToArray();
            byte[] target = new byte[LongestHeader + piece];

            // The library's buffer, too, holds what was sent before.
            Array.Fill(target, (byte)0xFF);
            FrameEncoder encoder = new FrameEncoder(() => key);
            ByteWriter writer = new ByteWriter();

            int count = encoder.Begin(Opcode.Final | Frame.Binary, isMasked, payload, 0, payload.Length, target);
            while (count > 0)
            {
                writer.Write(target.AsSpan(0, count));
                count = encoder.Fill(target, LongestHeader);
                target.AsSpan(LongestHeader, count).CopyTo(target);
            }

            encoder.End();
            Invariant.RequireEqual(original, payload, "the caller's array");
            byte[] frame = writer.ToArray();
            Invariant.Require(frame.Length == FrameEncoder.FrameLength(payload.Length, isMasked), "the frame's length is not what was foretold");
            return frame;
        }
    }
}
