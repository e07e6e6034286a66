using System;
using System.IO;

namespace EdgeWs.Desktop.Tests.Documents
{
    /// <summary>A folder that is gone after the test.</summary>
    internal sealed class TempFolder : IDisposable
    {
        private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("edgews-docs-");

        public string Path => _folder.FullName;

        /// <param name="from">The file.</param>
        /// <param name="to">Its path in the folder.</param>
        public void Copy(string from, string to)
        {
            string target = System.IO.Path.Combine(Path, to);
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(target));
            File.Copy(from, target, true);
        }

        public void Dispose()
        {
            _folder.Delete(true);
        }
    }
}
