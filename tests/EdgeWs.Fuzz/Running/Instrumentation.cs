using System;
using System.Diagnostics;
using System.IO;

namespace EdgeWs.Fuzz
{
    /// <summary>A copy of this program whose library counts the edges that it takes.</summary>
    internal static class Instrumentation
    {
        private const string Library = "EdgeWs.Nano.dll";

        /// <summary>Makes the copy.</summary>
        /// <returns>The program in it.</returns>
        internal static string Create(string folder)
        {
            foreach (string file in Directory.GetFiles(AppContext.BaseDirectory))
            {
                Directory.CreateDirectory(folder);
                File.Copy(file, Path.Combine(folder, Path.GetFileName(file)), true);
            }

            SharpFuzz.Fuzzer.Instrument(Path.Combine(folder, Library), type => true, SharpFuzz.Options.Value);
            return Path.Combine(folder, Path.GetFileName(typeof(Instrumentation).Assembly.Location));
        }

        /// <summary>Runs the command in an instrumented copy of the program.</summary>
        /// <returns>Its exit code.</returns>
        internal static int RunInstrumented(string[] args)
        {
            string folder = Path.Combine(Path.GetTempPath(), "edgews-fuzz-" + Environment.ProcessId);
            try
            {
                ProcessStartInfo start = new ProcessStartInfo("dotnet", [Create(folder), .. args]);
                using Process process = Process.Start(start);
                process.WaitForExit();
                return process.ExitCode;
            }
            finally
            {
                Directory.Delete(folder, true);
            }
        }
    }
}
