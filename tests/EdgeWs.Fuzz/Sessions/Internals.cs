using System;
using System.Runtime.CompilerServices;
using EdgeWs.Nano;

namespace EdgeWs.Fuzz
{
    /// <summary>Fields that only an invariant has a reason to look at.</summary>
    internal static class Internals
    {
        [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_kept")]
        private static extern ref byte[][] Kept(BufferPool pool);

        [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_decoder")]
        private static extern ref FrameDecoder Decoder(ConnectionCore connection);

        [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_outbox")]
        private static extern ref Outbox Outbox(ConnectionCore connection);

        [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_assembly")]
        private static extern ref byte[] Assembly(FrameDecoder decoder);

        [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "Random")]
        private static extern ref Random RandomOf(IoScheduler scheduler);

        /// <summary>Makes the keys of clients the same in every run.</summary>
        internal static void FixRandom(IoScheduler scheduler)
        {
            RandomOf(scheduler) = new Random(1);
        }

        /// <summary>The pool keeps no more than it may, and nothing twice: two owners of one buffer would overwrite each other.</summary>
        internal static void CheckPool(BufferPool pool, int limit)
        {
            byte[][] kept = Kept(pool);
            int bytes = 0;
            for (int i = 0; i < kept.Length; i++)
            {
                bytes += kept[i] == null ? 0 : kept[i].Length;
                for (int other = 0; other < i; other++)
                {
                    Invariant.Require(kept[i] == null || kept[i] != kept[other], "a buffer is twice in the pool");
                }
            }

            Invariant.Require(bytes == pool.KeptBytes, "the pool miscounts what it keeps");
            Invariant.Require(bytes <= limit, "the pool keeps more than its limit");
        }

        /// <summary>No peer makes a decoder hold much more than the largest message: a quarter in reserve, or a kept buffer.</summary>
        internal static void CheckAssembly(FrameDecoder decoder, int maxMessage, int poolLimit)
        {
            byte[] assembly = Assembly(decoder);
            Invariant.Require(assembly == null || assembly.Length <= Math.Max(maxMessage + maxMessage / 4, poolLimit), "the message buffer is too large");
        }

        /// <summary>A connection that is over holds no buffer.</summary>
        internal static void CheckReleased(ConnectionCore connection)
        {
            Invariant.Require(Outbox(connection) == null, "a closed connection holds an outbox");
            CheckReleased(Decoder(connection));
        }

        internal static void CheckReleased(FrameDecoder decoder)
        {
            Invariant.Require(Assembly(decoder) == null, "a decoder that is done holds a buffer");
        }
    }
}
