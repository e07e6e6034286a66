using EdgeWs.DeviceGuards.Building;

namespace EdgeWs.DeviceGuards.Snippets
{
    /// <summary>A piece of device code, and what the guard must say of it.</summary>
    internal sealed record Snippet(string Source, string Expected = "", bool AllowUnsafe = false)
    {
        private const string Usings = """
            using System;
            using System.Collections;
            using System.Diagnostics;
            using System.IO;
            using System.Net;
            using System.Net.Sockets;
            using System.Text;
            using System.Threading;

            """;

        public static Snippet Members(string source, string expected = "", bool allowUnsafe = false) =>
            new($"{Usings}public class Snippet {{ {source} }}", expected, allowUnsafe);

        public static Snippet Types(string source, string expected = "") => new(Usings + source, expected);

        public IReadOnlyList<string> Check() => DeviceGuard.Check(DeviceCompilation.OfSnippet(Source, AllowUnsafe));
    }
}
