using System;

namespace EdgeWs.Nano.Tests
{
    /// <summary>A scheduler on a clock that the test moves, with a masking key that the test knows.</summary>
    internal sealed class TestLoop
    {
        /// <summary>The key of RFC 6455 section 5.7, 37 FA 21 3D on the wire.</summary>
        internal const int MaskingKey = 0x3D21FA37;

        /// <param name="ticks">What the clock shows at first.</param>
        /// <param name="pool">Where buffers come from; null for the usual one.</param>
        internal TestLoop(int ticks = 1000, BufferPool pool = null)
        {
            Clock = new ManualClock(ticks);
            Scheduler = new IoScheduler(Clock);
            Resources = new LoopResources(Scheduler, () => MaskingKey, pool);
            Scheduler.Resources = Resources;
            Scheduler.ErrorReported += (source, exception) =>
            {
                ErrorCount++;
                LastError = exception;
                LastErrorSource = source;
            };
        }

        internal ManualClock Clock { get; }

        internal IoScheduler Scheduler { get; }

        internal LoopResources Resources { get; }

        /// <summary>How many exceptions of handlers were reported.</summary>
        internal int ErrorCount { get; private set; }

        internal Exception LastError { get; private set; }

        internal object LastErrorSource { get; private set; }

        /// <summary>Makes passes until nothing is left to do.</summary>
        internal void Run()
        {
            for (int passes = 0; Scheduler.Poll(0); passes++)
            {
                if (passes == 100000)
                {
                    throw new InvalidOperationException();
                }
            }
        }

        /// <summary>Lets time go by in steps, as a real loop sees it, and runs what becomes due.</summary>
        internal void Advance(int milliseconds)
        {
            Run();
            while (milliseconds > 0)
            {
                int step = milliseconds < 50 ? milliseconds : 50;
                Clock.Advance(step);
                milliseconds -= step;
                Run();
            }
        }
    }
}
