using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace EdgeWs.Desktop.Tests.Interop
{
    /// <summary>What a server saw, line by line and connection by connection. The loop writes it, the test waits for it.</summary>
    internal sealed class Journal
    {
        // The end of a connection may come after the beginning of the next one, as it does behind a proxy.
        private readonly SortedDictionary<int, List<string>> _connections = new SortedDictionary<int, List<string>>();

        public void Add(int connection, string line)
        {
            lock (_connections)
            {
                if (!_connections.TryGetValue(connection, out List<string> lines))
                {
                    lines = new List<string>();
                    _connections.Add(connection, lines);
                }

                lines.Add(line);
                Monitor.PulseAll(_connections);
            }
        }

        /// <summary>Fails unless the journal holds these lines and no others, now or soon.</summary>
        public void AssertIs(string[] expected, string transcript)
        {
            AssertIs(expected, WaitUntil(lines => lines.Length >= expected.Length), transcript);
        }

        /// <summary>Fails unless both are the same.</summary>
        public static void AssertIs(string[] expected, string[] actual, string transcript)
        {
            Assert.AreEqual(string.Join("\n", expected), string.Join("\n", actual), transcript);
        }

        /// <summary>Waits until the lines are as wanted or the time is over, and returns them.</summary>
        public string[] WaitUntil(Predicate<string[]> isWanted)
        {
            long start = Stopwatch.GetTimestamp();
            lock (_connections)
            {
                while (true)
                {
                    string[] lines = _connections.Values.SelectMany(list => list).ToArray();
                    TimeSpan left = Deadlines.Step - Stopwatch.GetElapsedTime(start);
                    if (isWanted(lines) || left <= TimeSpan.Zero)
                    {
                        return lines;
                    }

                    Monitor.Wait(_connections, left);
                }
            }
        }
    }
}
