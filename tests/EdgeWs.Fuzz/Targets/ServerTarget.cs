using System;

namespace EdgeWs.Fuzz
{
    /// <summary>Any bytes as a client's connection: the opening handshake and what comes behind it.</summary>
    internal sealed class ServerTarget : FuzzTarget
    {
        public override string Name => "server";

        public override void Run(byte[] input)
        {
            InputReader reader = new InputReader(input);
            new ServerSession(new SessionPlan(reader)).Run(reader.Rest());
        }

        internal override byte[] Generate(Random random)
        {
            ByteWriter writer = new ByteWriter();
            PlanGenerator.Write(writer, random);
            RequestGenerator.Write(writer, random);
            new FrameGenerator(random, true).WriteStream(writer);
            return writer.ToArray();
        }
    }
}
