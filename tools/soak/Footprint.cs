using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading;

namespace EdgeWs.Soak
{
    /// <summary>What the process holds.</summary>
    /// <param name="Managed">Bytes of managed objects that are alive.</param>
    /// <param name="Sockets">Open sockets, pipes and the like; all handles where the platform does not tell them apart.</param>
    internal readonly record struct Footprint(long Managed, int Sockets)
    {
        private const int Looks = 20;
        private const string Descriptors = "/proc/self/fd";

        /// <summary>How many sockets more are no leak: the platform's own handles come and go.</summary>
        internal static int SocketTolerance => Directory.Exists(Descriptors) ? 2 : 50;

        internal static Footprint Take() => new Footprint(GC.GetTotalMemory(true), CountSockets());

        /// <summary>What is held when everything is closed. Of several looks the least counts: what the platform frees with a delay is not a leak.</summary>
        /// <param name="collects">Whether sockets that were forgotten do not count: only for the measure to compare with. On a device they would be missing.</param>
        internal static Footprint TakeAtRest(bool collects)
        {
            if (collects)
            {
                GC.Collect();
                GC.WaitForPendingFinalizers();
            }

            int sockets = Enumerable.Range(0, Looks).Min(look => Pause(CountSockets));
            long managed = Enumerable.Range(0, Looks).Min(look => Pause(() => GC.GetTotalMemory(true)));
            return new Footprint(managed, sockets);
        }

        private static T Pause<T>(Func<T> look)
        {
            Thread.Sleep(100);
            return look();
        }

        private static int CountSockets()
        {
            if (Directory.Exists(Descriptors))
            {
                // The platform's own files stay open, one for each assembly when it is first used; they have a path.
                return Directory.GetFileSystemEntries(Descriptors).Count(path => new FileInfo(path).LinkTarget?.StartsWith('/') == false);
            }

            using Process process = Process.GetCurrentProcess();
            return process.HandleCount;
        }
    }
}
