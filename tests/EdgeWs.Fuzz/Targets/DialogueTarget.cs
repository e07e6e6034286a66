using System;

namespace EdgeWs.Fuzz
{
    /// <summary>Any script for a client and a server of the library that talk with each other.</summary>
    internal sealed class DialogueTarget : FuzzTarget
    {
        public override string Name => "dialogue";

        public override void Run(byte[] input)
        {
            new Dialogue().Run(new InputReader(input));
        }

        internal override byte[] Generate(Random random)
        {
            return random.Bytes(random.Next(random.OneIn(4) ? 300 : 40));
        }
    }
}
