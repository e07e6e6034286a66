using System;
using System.Text.Unicode;
using EdgeWs.Nano;
using EdgeWs.Testing.Wire;

namespace EdgeWs.Fuzz
{
    /// <summary>The UTF-8 validator against .NET's strict encoding: the same verdict, and as early as one can know it.</summary>
    internal sealed class Utf8Target : FuzzTarget
    {
        // Every beginning is looked at, so the time grows with the square of the length.
        private const int MaxForBeginnings = 64;

        internal override string Name => "utf8";

        internal override void Run(byte[] input)
        {
            InputReader reader = new InputReader(input);
            Pieces pieces = new Pieces(reader.NextByte());
            byte[] text = reader.Rest();

            Check(Utf8Validator.Validate(Utf8Validator.Accept, text, 0, text.Length), text);

            int state = Utf8Validator.Accept;
            int position = 0;
            while (position < text.Length && state != Utf8Validator.Reject)
            {
                int count = pieces.Next(text.Length - position);
                state = Utf8Validator.Validate(state, text, position, count);
                position += count;
                if (position < MaxForBeginnings)
                {
                    Check(state, text.AsSpan(0, position));
                }
            }

            Check(state, text);
        }

        internal override byte[] Generate(Random random)
        {
            ByteWriter writer = new ByteWriter();
            writer.Write(random.Pick(1, 1, random.Next(256)));
            writer.Write(PayloadGenerator.Text(random, random.Next(random.OneIn(4) ? 200 : 12)));
            byte[] text = writer.ToArray();
            return random.OneIn(3) ? Mutator.Mutate(text, text, random) : text;
        }

        private static void Check(int state, ReadOnlySpan<byte> text)
        {
            Invariant.Require((state == Utf8Validator.Accept) == Utf8.IsValid(text), "another verdict than .NET's");
            Invariant.Require((state == Utf8Validator.Reject) == (Utf8Scan.FindFailure(text, false) >= 0), "rejected too early or too late");
            Invariant.Require(state < 1 << Utf8Validator.StateBits, "the state needs more bits than it is given");
        }
    }
}
