using System;

namespace EdgeWs.Nano
{
    /// <summary>What all connections of a loop share, so that none pays for it alone.</summary>
    internal sealed class LoopResources
    {
        internal const int ReceiveBufferSize = 2048;
        internal const int PooledBytes = 8192;
        private const int SendBufferSize = 1440;

        // Fields and not properties: a call costs the interpreter more than the use of most.
        internal readonly IoScheduler Scheduler;
        internal readonly ByteCursor Input = new ByteCursor(ReceiveBufferSize);
        internal readonly WsMessage Message = new WsMessage();
        internal readonly BufferPool Pool;
        internal readonly PingPool Pings = new PingPool();
        internal readonly Random Random = new Random();
        internal readonly FrameSender Sender;

        internal LoopResources(IoScheduler scheduler, MaskingKeySource maskingKeys = null, BufferPool pool = null)
        {
            Scheduler = scheduler;
            Pool = pool ?? new BufferPool(PooledBytes);
            Sender = new FrameSender(scheduler.Clock, maskingKeys ?? NextMaskingKey, Pool, SendBufferSize);
        }

        /// <summary>Those of a scheduler, made when they are first asked for.</summary>
        internal static LoopResources Of(IoScheduler scheduler)
        {
            // Servers and clients may be made on any thread before the loop begins.
            lock (scheduler)
            {
                scheduler.Resources ??= new LoopResources(scheduler);
                return (LoopResources)scheduler.Resources;
            }
        }

        private int NextMaskingKey()
        {
            // Next gives 31 bits; the low ones of a second call fill the top.
            return Random.Next() ^ (Random.Next() << 16);
        }
    }
}
