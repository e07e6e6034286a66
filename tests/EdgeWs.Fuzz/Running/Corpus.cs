using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using EdgeWs.Testing;

namespace EdgeWs.Fuzz
{
    /// <summary>
    /// Inputs as lines of text: hexadecimal digits, or a string of JSON with a character for a byte. A line that begins with # is a
    /// comment.
    /// </summary>
    internal static class Corpus
    {
        /// <summary>The inputs that are kept of a target, if there are any.</summary>
        internal static IReadOnlyList<byte[]> Of(FuzzTarget target)
        {
            string file = Path.Combine(Repository.Root, "tests", "EdgeWs.Fuzz", "corpus", target.Name + ".txt");
            return File.Exists(file) ? Read(file) : [];
        }

        /// <summary>Reads a file.</summary>
        internal static IReadOnlyList<byte[]> Read(string file)
        {
            return File.ReadLines(file).Where(line => line.Length > 0 && line[0] != '#').Select(Parse).ToList();
        }

        /// <summary>Writes an input as a line.</summary>
        internal static string Format(FuzzTarget target, byte[] input)
        {
            return target.IsText || input.Length == 0
                ? JsonSerializer.Serialize(Encoding.Latin1.GetString(input))
                : Convert.ToHexStringLower(input);
        }

        internal static byte[] Parse(string line)
        {
            return line[0] == '"' ? Encoding.Latin1.GetBytes(JsonSerializer.Deserialize<string>(line)) : Convert.FromHexString(line);
        }
    }
}
