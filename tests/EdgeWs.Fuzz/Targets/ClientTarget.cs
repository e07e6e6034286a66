using System;

namespace EdgeWs.Fuzz
{
    /// <summary>Any bytes as a server's answer to a client, and what comes behind it.</summary>
    internal sealed class ClientTarget : FuzzTarget
    {
        public override string Name => "client";

        public override void Run(byte[] input)
        {
            InputReader reader = new InputReader(input);
            new ClientSession(new SessionPlan(reader)).Run(reader.Rest());
        }

        internal override byte[] Generate(Random random)
        {
            ByteWriter writer = new ByteWriter();
            PlanGenerator.Write(writer, random);
            AnswerGenerator.Write(writer, random);
            new FrameGenerator(random, false).WriteStream(writer);
            return writer.ToArray();
        }
    }
}
