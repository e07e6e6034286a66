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
        private const int Looks = 10;
        private const string Descriptors = "/proc/self/fd";

        /// <summary>How many sockets more are no leak: the platform's own handles come and go.</summary>
        internal static int SocketTolerance => HasDescriptors ? 2 : 50;

        private static bool HasDescriptors => Directory.Exists(Descriptors);

        internal static Footprint Take()
        {
            using Process process = Process.GetCurrentProcess();
            return new Footprint(GC.GetTotalMemory(true), process.WorkingSet64, CountSockets(process));
        }

        /// <summary>What is held when everything is closed.</summary>
        /// <remarks>
        /// Of several looks the least counts: what the platform frees with a delay is not a leak.
        /// </remarks>
        /// <param name="collects">
        /// Whether a collection may close sockets that were forgotten before they are counted: for the measure to compare with. Not for
        /// the other: on a device such sockets would be missing.
        /// </param>
        internal static Footprint TakeAtRest(bool collects)
        {
            if (collects)
            {
                GC.Collect();
                GC.WaitForPendingFinalizers();
            }

            using Process process = Process.GetCurrentProcess();
            int sockets = int.MaxValue;
            for (int i = 0; i < Looks; i++)
            {
                Thread.Sleep(100);
                sockets = Math.Min(sockets, CountSockets(process));
            }

            long managed = long.MaxValue;
            for (int i = 0; i < Looks; i++)
            {
                managed = Math.Min(managed, GC.GetTotalMemory(true));
                GC.WaitForPendingFinalizers();
                Thread.Sleep(100);
            }

            return new Footprint(managed, process.WorkingSet64, sockets);
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
