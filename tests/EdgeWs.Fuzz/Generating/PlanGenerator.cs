using System;

namespace EdgeWs.Fuzz
{
    /// <summary>Writes what <see cref="SessionPlan"/> reads: calm more often than not, because calm sessions are checked to the last byte.</summary>
    internal static class PlanGenerator
    {
        internal static void Write(ByteWriter writer, Random random)
        {
            Behaviour behaviour = (Behaviour)random.Next(random.OneIn(3) ? 8 : 4);
            writer.Write((int)behaviour | (random.Next(4) << 3) | (random.Next(4) << 5));
            writer.Write(random.OneIn(3) ? 0 : random.OneIn(8) ? 1 : random.Next(2, 256));
            writer.Write(random.OneIn(4) ? random.Next(256) : 0);
            writer.Write(random.OneIn(4) ? random.Next(256) : 0);
        }
    }
}
