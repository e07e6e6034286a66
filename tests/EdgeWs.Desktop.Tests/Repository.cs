using System;
using System.IO;

namespace EdgeWs.Desktop.Tests
{
    /// <summary>Where the sources and the other projects' outputs are.</summary>
    internal static class Repository
    {
        public static string Root { get; } = FindRoot();

        /// <summary>Returns the path of a desktop program that was built together with these tests.</summary>
        public static string FindProgram(string name)
        {
            // .../bin/CONFIGURATION/FRAMEWORK/ here and there.
            var output = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
            return Path.Combine(Root, "desktop", name, "bin", output.Parent.Name, output.Name, name + ".dll");
        }

        private static string FindRoot()
        {
            DirectoryInfo folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (!File.Exists(Path.Combine(folder.FullName, "EdgeWs.slnx")))
            {
                folder = folder.Parent;
            }

            return folder.FullName;
        }
    }
}
