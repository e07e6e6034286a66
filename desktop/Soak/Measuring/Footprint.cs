using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading;

namespace EdgeWs.Soak.Measuring
{
    /// <summary>What the process holds.</summary>
    /// <param name="Managed">Bytes of managed objects that are alive.</param>
    /// <param name="WorkingSet">Bytes of memory.</param>
    /// <param name="Sockets">Open sockets, pipes and the like; all handles where the platform does not tell them apart.</param>
    internal readonly record struct Footprint(long Managed, long WorkingSet, int Sockets)
    {
        private const string Descriptors = "/proc/self/fd";

        /// <summary>How many sockets more are no leak: the platform's own handles come and go.</summary>
        internal static int SocketTolerance => HasDescriptors ? 2 : 50;

        private static bool HasDescriptors => Directory.Exists(Descriptors);

        internal static Footprint Take()
        {
            using Process process = Process.GetCurrentProcess();
            return new Footprint(GC.GetTotalMemory(true), process.WorkingSet64, CountSockets(process));
        }

        /// <summary>Takes it several times and returns the least: what the platform frees with a delay is not a leak.</summary>
        internal static Footprint TakeAtRest()
        {
            Footprint least = Take();
            for (int i = 0; i < 10; i++)
            {
                GC.WaitForPendingFinalizers();
                Thread.Sleep(200);
                Footprint next = Take();
                least = new Footprint(
                    Math.Min(least.Managed, next.Managed), Math.Min(least.WorkingSet, next.WorkingSet), Math.Min(least.Sockets, next.Sockets));
            }

            return least;
        }

        private static int CountSockets(Process process)
        {
            // The platform's own files stay open, one for each assembly when it is first used; they have a path.
            return HasDescriptors
                ? Directory.GetFileSystemEntries(Descriptors).Count(path => new FileInfo(path).LinkTarget?.StartsWith('/') == false)
                : process.HandleCount;
        }
    }
}
