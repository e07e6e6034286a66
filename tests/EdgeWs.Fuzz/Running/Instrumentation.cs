using System;
using System.Globalization;
using System.IO;

namespace EdgeWs.Fuzz
{
    /// <summary>Runs guided by coverage: AFL++ makes the inputs, and SharpFuzz tells it which way they took through the library.</summary>
    internal static class Instrumentation
    {
        /// <summary>Makes a copy of this program whose library tells its way, and of the corpus with a file for each input.</summary>
        /// <returns>The program in it.</returns>
        internal static string Create(string folder)
        {
            Directory.CreateDirectory(folder);
            foreach (string file in Directory.GetFiles(AppContext.BaseDirectory))
            {
                File.Copy(file, Path.Combine(folder, Path.GetFileName(file)), true);
            }

            SharpFuzz.Fuzzer.Instrument(Path.Combine(folder, "EdgeWs.Nano.dll"), type => true, SharpFuzz.Options.Value);
            foreach (FuzzTarget target in FuzzTargets.All)
            {
                string inputs = Directory.CreateDirectory(Path.Combine(folder, "corpus", target.Name)).FullName;
                int number = 0;
                foreach (byte[] input in Corpus.Of(target))
                {
                    File.WriteAllBytes(Path.Combine(inputs, number++.ToString(CultureInfo.InvariantCulture)), input);
                }
            }

            return Path.Combine(folder, Path.GetFileName(typeof(Instrumentation).Assembly.Location));
        }

        internal static void RunForAfl(FuzzTarget target)
        {
            SharpFuzz.Fuzzer.OutOfProcess.Run(stream =>
            {
                using MemoryStream input = new MemoryStream();
                stream.CopyTo(input);
                target.Run(input.ToArray());
            });
        }
    }
}
