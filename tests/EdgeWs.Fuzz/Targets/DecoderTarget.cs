using System;
using System.Collections.Generic;
using EdgeWs.Nano;

namespace EdgeWs.Fuzz
{
    /// <summary>The frame decoder: however a stream is cut, it means what RFC 6455 says.</summary>
    internal sealed class DecoderTarget : FuzzTarget
    {
        internal override string Name => "decoder";

        internal override void Run(byte[] input)
        {
            InputReader reader = new InputReader(input);
            int flags = reader.NextByte();
            int pieceKind = reader.NextByte();
            byte[] stream = reader.Rest();

            bool isMasked = (flags & 1) != 0;
            WsOptions limits = new WsServerOptions();
            if ((flags & 2) != 0)
            {
                limits.MaxMessageSize = 300;
                limits.MaxFragments = 4;
            }

            List<StreamEvent> expected = StreamEvents.Of(stream, isMasked, limits.MaxMessageSize, limits.MaxFragments);
            RequireEvents(expected, isMasked, limits, stream, 0);
            RequireEvents(expected, isMasked, limits, stream, 1);
            RequireEvents(expected, isMasked, limits, stream, pieceKind);
        }

        internal override byte[] Generate(Random random)
        {
            ByteWriter writer = new ByteWriter();
            int flags = random.Next(4);
            writer.Write(flags);
            writer.Write(random.Next(256));
            new FrameGenerator(random, (flags & 1) != 0).WriteStream(writer);
            return writer.ToArray();
        }

        private static void RequireEvents(List<StreamEvent> expected, bool isMasked, WsOptions limits, byte[] stream, int pieceKind)
        {
            DecoderRun run = new DecoderRun(isMasked, limits);
            run.Feed(stream, new Pieces(pieceKind));
            Invariant.Require(run.Events.Count == expected.Count, $"{expected.Count} events expected, {run.Events.Count} found");
            for (int i = 0; i < expected.Count; i++)
            {
                Invariant.Require(run.Events[i].IsSameAs(expected[i]), $"{expected[i]} expected, {run.Events[i]} found");
            }
        }
    }
}
