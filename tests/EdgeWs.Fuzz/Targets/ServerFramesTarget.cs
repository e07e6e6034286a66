using System;
using System.Text;
using EdgeWs.Nano.Tests;

namespace EdgeWs.Fuzz
{
    /// <summary>Any bytes behind a valid request.</summary>
    internal sealed class ServerFramesTarget : FuzzTarget
    {
        private static readonly byte[] s_request = Encoding.ASCII.GetBytes(RawPeer.Request);

        public override string Name => "server-frames";

        public override void Run(byte[] input)
        {
            InputReader reader = new InputReader(input);
            SessionPlan plan = new SessionPlan(reader);
            new ServerSession(plan).Run(Bytes.Concat(s_request, reader.Rest()));
        }

        internal override byte[] Generate(Random random)
        {
            ByteWriter writer = new ByteWriter();
            PlanGenerator.Write(writer, random);
            new FrameGenerator(random, true).WriteStream(writer);
            return writer.ToArray();
        }
    }
}
