using System;
using System.Text;
using EdgeWs.Nano.Tests;

namespace EdgeWs.Fuzz
{
    /// <summary>Any bytes behind a valid answer.</summary>
    internal sealed class ClientFramesTarget : FuzzTarget
    {
        private static readonly byte[] s_answer = Encoding.ASCII.GetBytes(RawPeer.Answer);

        public override string Name => "client-frames";

        public override void Run(byte[] input)
        {
            InputReader reader = new InputReader(input);
            SessionPlan plan = new SessionPlan(reader);
            new ClientSession(plan).Run(Bytes.Concat(s_answer, reader.Rest()));
        }

        internal override byte[] Generate(Random random)
        {
            ByteWriter writer = new ByteWriter();
            PlanGenerator.Write(writer, random);
            new FrameGenerator(random, false).WriteStream(writer);
            return writer.ToArray();
        }
    }
}
