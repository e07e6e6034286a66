using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Cryptography;

namespace EdgeWs.Fuzz
{
    /// <summary>Folders of inputs, named by what is in them.</summary>
    internal static class Corpus
    {
        internal static void Save(string folder, byte[] input)
        {
            Directory.CreateDirectory(folder);
            string name = Convert.ToHexStringLower(SHA256.HashData(input)).Substring(0, 12);
            File.WriteAllBytes(Path.Combine(folder, name), input);
        }

        /// <summary>Picks the inputs that together take every edge that any of them takes, the smallest first, and shortens them.</summary>
        internal static void Minimise(FuzzTarget target, IEnumerable<string> folders, string result, int maxSize)
        {
            List<byte[]> inputs = folders.SelectMany(Directory.GetFiles).Select(File.ReadAllBytes)
                .Where(input => input.Length <= maxSize).OrderBy(input => input.Length).ToList();
            Coverage coverage = new Coverage();
            int kept = 0;
            foreach (byte[] input in inputs)
            {
                Run(target, coverage, input);
                int edges = coverage.Edges;
                coverage.End();
                if (coverage.Edges > edges)
                {
                    Save(result, Shorten(target, coverage, input));
                    kept++;
                }
            }

            Console.WriteLine($"{target.Name}: {kept} of {inputs.Count} inputs kept, {coverage.Edges} edges");
        }

        /// <summary>Leaves out every part without which the input takes the same edges.</summary>
        private static byte[] Shorten(FuzzTarget target, Coverage coverage, byte[] input)
        {
            Run(target, coverage, input);
            long hash = coverage.Hash();
            for (int size = input.Length / 2; size > 0; size /= 2)
            {
                for (int at = 0; at + size <= input.Length;)
                {
                    byte[] shorter = input.Take(at).Concat(input.Skip(at + size)).ToArray();
                    Run(target, coverage, shorter);
                    if (coverage.Hash() == hash)
                    {
                        input = shorter;
                    }
                    else
                    {
                        at += size;
                    }
                }
            }

            return input;
        }

        private static void Run(FuzzTarget target, Coverage coverage, byte[] input)
        {
            coverage.Begin();
            target.Run(input);
        }
    }
}
