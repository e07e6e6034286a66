using System.IO;

namespace EdgeWs.Desktop.Tests.Platform
{
    /// <summary>The open files and sockets of this process.</summary>
    internal static class Descriptors
    {
        private const string Folder = "/proc/self/fd";

        /// <summary>Counts them; 0 where there is no way to know.</summary>
        public static int Count()
        {
            return Directory.Exists(Folder) ? Directory.GetFileSystemEntries(Folder).Length : 0;
        }
    }
}
