using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Threading;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace EdgeWs.Desktop.Tests.Interop
{
    /// <summary>What a side of an exchange saw, line by line. One thread writes it, the test waits for it.</summary>
    internal sealed class Journal
    {
        private readonly List<string> _lines = new List<string>();

        public void Add(string line)
        {
            lock (_lines)
            {
                _lines.Add(line);
                Monitor.PulseAll(_lines);
            }
        }

        /// <summary>Fails unless the journal holds these lines and no others, now or soon.</summary>
        public void AssertIs(string[] expected, string transcript)
        {
            AssertIs(expected, WaitUntil(lines => lines.Count >= expected.Length), transcript);
        }

        /// <summary>Fails unless both are the same.</summary>
        public static void AssertIs(string[] expected, string[] actual, string transcript)
        {
            Assert.AreEqual(string.Join("\n", expected), string.Join("\n", actual), transcript);
        }

        /// <summary>Waits until the lines are as wanted or the time is over, and returns them.</summary>
        public string[] WaitUntil(Predicate<List<string>> isWanted)
        {
            long start = Stopwatch.GetTimestamp();
            lock (_lines)
            {
                while (!isWanted(_lines))
                {
                    TimeSpan left = Deadlines.Step - Stopwatch.GetElapsedTime(start);
                    if (left <= TimeSpan.Zero || !Monitor.Wait(_lines, left))
                    {
                        break;
                    }
                }

                return _lines.ToArray();
            }
        }
    }
}
