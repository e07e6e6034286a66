using System;
using System.Collections.Generic;
using System.Reflection;
using EdgeWs.Nano;

namespace EdgeWs.Simulation
{
    /// <summary>One scheduler on the simulation's clock, and what the script has it do at certain times.</summary>
    internal sealed class SimLoop : Subject
    {
        private const int MaxPasses = 200000;

        private static readonly FieldInfo s_timers = Field(typeof(IoScheduler), "_timers");
        private static readonly FieldInfo s_random = Field(typeof(LoopResources), "Random");
        private static readonly FieldInfo s_items = Field(typeof(IoScheduler), "_items");
        private static readonly FieldInfo s_flags = Field(typeof(WsConnection), "_flags");
        private static readonly FieldInfo s_ring = Field(typeof(PollRing), "_items");

        private readonly SimClock _clock;
        private readonly List<IoTimer> _timers = new List<IoTimer>();

        internal SimLoop(World world, int number, int ticks)
            : base(world, "loop " + number)
        {
            _clock = new SimClock(ticks);
            Random keys = world.Dice.CreateRandom();
            Scheduler = new IoScheduler(_clock) { MaxBufferedBytes = world.Dice.Pick(300, 4000, 16000, 32768) };

            Scheduler.Resources = new LoopResources(Scheduler, () => keys.Next(), Pool);

            // Its own would differ from run to run.
            s_random.SetValue(Scheduler.Resources, world.Dice.CreateRandom());
            Scheduler.ErrorReported += OnError;
        }

        internal IoScheduler Scheduler { get; }

        internal PoolKeeper Pool { get; } = new PoolKeeper();

        internal bool IsPolling { get; private set; }

        /// <summary>When the pass began that is under way, or was the last.</summary>
        internal long PassBegan { get; private set; }

        /// <summary>The longest that a pass of this loop was held up by handlers: by so much it may misjudge the time.</summary>
        internal long LongestPass { get; private set; }

        /// <summary>A handler took its time, perhaps one of this loop.</summary>
        internal void NoteHoldUp() => LongestPass = IsPolling ? Math.Max(LongestPass, World.Now - PassBegan) : LongestPass;

        internal void Advance(int milliseconds) => _clock.Advance(milliseconds);

        internal bool Pass()
        {
            bool worked;
            IsPolling = true;
            PassBegan = World.Now;
            try
            {
                worked = Scheduler.Poll(0);
            }
            catch (Exception e) when (e is not Violation)
            {
                throw new Violation(Name + ": an exception left Poll", e);
            }
            finally
            {
                IsPolling = false;
            }

            Require(Pool.Fault == null, $"{Pool.Fault}");
            Array.ForEach(Items, CheckState);
            World.ThrowIfFailed();
            World.TakeNote();
            return worked;
        }

        /// <summary>Makes passes until there is nothing to do.</summary>
        /// <returns>Whether anything was done.</returns>
        internal bool Run()
        {
            bool worked = false;
            for (int passes = 0; Pass(); passes++)
            {
                worked = true;
                Require(passes < MaxPasses, $"always something to do");
            }

            return worked;
        }

        internal void SetTimer(int delay, int period, Action action)
        {
            _timers.Add(period > 0 ? Scheduler.SetInterval(action, period) : Scheduler.SetTimeout(action, delay));
        }

        /// <summary>Clears one of the timers, be it over or not.</summary>
        internal void ClearTimer()
        {
            Scheduler.Clear(_timers.Count == 0 ? null : World.Dice.Pick(_timers));
        }

        /// <summary>Nothing goes on by itself any more, and there is memory.</summary>
        internal void Settle()
        {
            _timers.ForEach(Scheduler.Clear);
            Pool.FailAfter = -1;
        }

        /// <summary>What it polls, with gaps.</summary>
        internal IPollable[] Items => (IPollable[])s_ring.GetValue(s_items.GetValue(Scheduler));

        internal bool Polls(IPollable item) => Array.IndexOf(Items, item) >= 0;

        /// <summary>When everything is closed, nothing is left.</summary>
        internal void CheckEmpty()
        {
            Require(Scheduler.Count == 0, $"{Scheduler.Count} items are still polled");
            Require(Pool.Waiting == 0, $"{Pool.Waiting} bytes are said to wait");
            Require(Pool.Outstanding == 0, $"{Pool.Outstanding} buffers did not come back");
            Require(((TimerList)s_timers.GetValue(Scheduler)).First == null, $"a timer is left");
        }

        /// <summary>The table of states in WsConnection.State.cs.</summary>
        private void CheckState(IPollable item)
        {
            if (item is WsConnection connection)
            {
                int flags = (int)s_flags.GetValue(connection);
                int ends = flags & (WsConnection.CloseSent | WsConnection.CloseReceived | WsConnection.Failed | WsConnection.Broken);
                bool isClosing = connection.State == WsConnectionState.Closing;
                Require(isClosing ? (ends & WsConnection.CloseSent) != 0 : ends == 0, $"{connection.State} with the flags {flags}");
            }
        }

        private static FieldInfo Field(Type type, string name)
        {
            return type.GetField(name, BindingFlags.Instance | BindingFlags.NonPublic)
                ?? throw new MissingFieldException(type.Name, name);
        }

        private void OnError(object source, Exception exception)
        {
            World.Log?.Add($"{Name}: error of {source.GetType().Name}: {exception.GetType().Name}");
            if (exception is OutOfMemoryException && Pool.Failures > 0)
            {
                World.Ends.Find(end => end.Connection == source)?.WillFail();
            }
            else if (exception is not (Violation or ScriptException))
            {
                throw World.Remember(new Violation($"{Name}: the library threw out of {source.GetType().Name}", exception));
            }
        }
    }
}
