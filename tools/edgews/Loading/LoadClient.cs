using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Threading;
using System.Threading.Tasks;

namespace EdgeWs.Cli
{
    /// <summary>One connection of a load: sends messages and compares their echoes.</summary>
    internal sealed class LoadClient : IDisposable
    {
        private readonly Session _session;
        private readonly LoadPlan _plan;
        private readonly LoadMessages _messages;
        private readonly Queue<(uint Number, long Start)> _waiting = new Queue<(uint Number, long Start)>();
        private readonly SemaphoreSlim _allEchoed = new SemaphoreSlim(0);

        internal LoadClient(Session session, LoadPlan plan, uint tag)
        {
            _session = session;
            _plan = plan;
            _messages = new LoadMessages(tag, plan);
        }

        internal RoundTrips Times { get; } = new RoundTrips();

        /// <summary>How many messages were sent.</summary>
        internal long Sent { get; private set; }

        /// <summary>How many came back as they were.</summary>
        internal long Echoed { get; private set; }

        /// <summary>How many came back with another type or content, or twice.</summary>
        internal long Corrupt { get; private set; }

        /// <summary>How many never came back.</summary>
        internal long Lost { get; private set; }

        /// <summary>How many messages came that are no echo of this client's.</summary>
        internal long Others { get; private set; }

        /// <summary>How the connection ended.</summary>
        internal SessionEnd End => _session.End;

        /// <summary>Sends one message at least, until it is stopped, waits for the last echoes and closes.</summary>
        internal async Task RunAsync(CancellationToken stop)
        {
            Task receiving = ReceiveAsync();
            await SendAsync(receiving, stop);
            await WaitForEchoesAsync(receiving);
            _session.Close();
            await receiving;
            Lost += _waiting.Count;
        }

        public void Dispose()
        {
            _session.Dispose();
            _allEchoed.Dispose();
        }

        private async Task SendAsync(Task receiving, CancellationToken stop)
        {
            byte[] message = new byte[_plan.Size];
            long begin = Stopwatch.GetTimestamp();
            for (uint number = 0; !receiving.IsCompleted; number++)
            {
                long start = Stopwatch.GetTimestamp();
                if (_plan.Rate > 0)
                {
                    // A message that had to wait for the peer to take those before is late through the peer's doing.
                    long due = begin + number * Stopwatch.Frequency / _plan.Rate;
                    start = start > due ? due : await WaitUntilAsync(due, stop);
                }

                if (number > 0 && stop.IsCancellationRequested)
                {
                    return;
                }

                _messages.Write(number, message);
                lock (_waiting)
                {
                    _waiting.Enqueue((number, start));
                }

                Sent++;
                if (!await _session.SendAsync(message, _plan.IsText) || (_plan.Rate == 0 && !await WaitForEchoesAsync(receiving)))
                {
                    return;
                }
            }
        }

        /// <summary>Returns when it really was.</summary>
        private static async Task<long> WaitUntilAsync(long due, CancellationToken stop)
        {
            try
            {
                TimeSpan left = Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), due);
                if (left > TimeSpan.Zero)
                {
                    await Task.Delay(left, stop);
                }
            }
            catch (OperationCanceledException)
            {
                // The sender looks by itself.
            }

            return Stopwatch.GetTimestamp();
        }

        /// <summary>Returns false when an echo did not come in time, or when the connection ended before.</summary>
        private async Task<bool> WaitForEchoesAsync(Task receiving)
        {
            while (true)
            {
                lock (_waiting)
                {
                    if (_waiting.Count == 0)
                    {
                        return true;
                    }
                }

                Task<bool> echo = _allEchoed.WaitAsync(_plan.Timeout);
                if (await Task.WhenAny(echo, receiving) == receiving || !await echo)
                {
                    return false;
                }
            }
        }

        private async Task ReceiveAsync()
        {
            Message message;
            while ((message = await _session.ReceiveAsync()) != null)
            {
                long now = Stopwatch.GetTimestamp();
                if (_messages.IsOurs(message, out uint number))
                {
                    OnEcho(message, number, now);
                }
                else
                {
                    Others++;
                }
            }
        }

        private void OnEcho(Message message, uint number, long now)
        {
            lock (_waiting)
            {
                // Messages keep their order: those before this one come no more.
                while (_waiting.Count > 0 && _waiting.Peek().Number < number)
                {
                    _waiting.Dequeue();
                    Lost++;
                }

                // What comes twice waits no more.
                long? start = _waiting.Count > 0 && _waiting.Peek().Number == number ? _waiting.Dequeue().Start : null;
                if (start == null || !_messages.IsIntact(message, number))
                {
                    Corrupt++;
                }
                else
                {
                    Echoed++;

                    // The first takes longer, because the tool itself is only being compiled then.
                    if (number > 0)
                    {
                        Times.Add(Stopwatch.GetElapsedTime(start.Value, now));
                    }
                }

                if (_waiting.Count == 0)
                {
                    _allEchoed.Release();
                }
            }
        }
    }
}
