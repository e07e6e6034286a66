using System;
using System.IO;

namespace EdgeWs.Fuzz.Tests
{
    /// <summary>Where the corpus is.</summary>
    internal static class CorpusFolder
    {
        public static string Path { get; } = Find();

        private static string Find()
        {
            DirectoryInfo folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (!File.Exists(System.IO.Path.Combine(folder.FullName, "EdgeWs.slnx")))
            {
                folder = folder.Parent;
            }

            return System.IO.Path.Combine(folder.FullName, "tests", "EdgeWs.Fuzz", "corpus");
        }
    }
}
