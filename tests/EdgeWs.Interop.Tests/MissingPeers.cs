using System.Collections.Concurrent;

[assembly: Parallelize(Workers = 4, Scope = ExecutionScope.MethodLevel)]

namespace EdgeWs.Interop.Tests
{
    /// <summary>
    /// The programs that tests need and that are not installed. Such a test is skipped, or fails where EDGEWS_REQUIRE_PEERS is 1; what
    /// was missing is left in a file, which the project prints at the end of the run.
    /// </summary>
    [TestClass]
    public sealed class MissingPeers
    {
        private static readonly ConcurrentQueue<(string Name, string Installer, string Package)> s_missing = new();

        private static string File => Path.Combine(AppContext.BaseDirectory, "missing.txt");

        /// <summary>Ends the test that needs something.</summary>
        /// <param name="name">What is missing.</param>
        /// <param name="installer">The command that installs it, without the package.</param>
        /// <param name="package">The package; empty where the command needs none.</param>
        internal static void Skip(string name, string installer, string package)
        {
            string message = $"This test needs {name}: {installer} {package}";
            if (Environment.GetEnvironmentVariable("EDGEWS_REQUIRE_PEERS") == "1")
            {
                Assert.Fail(message);
            }

            s_missing.Enqueue((name, installer, package));
            Assert.Inconclusive(message);
        }

        [AssemblyInitialize]
        public static void Forget(TestContext context)
        {
            System.IO.File.Delete(File);
        }

        [AssemblyCleanup]
        public static void Remember()
        {
            if (s_missing.IsEmpty)
            {
                return;
            }

            IEnumerable<string> groups =
                from missing in s_missing
                group missing by missing.Installer into byInstaller
                let names = byInstaller.Select(missing => missing.Name).Distinct().Order()
                let packages = byInstaller.Select(missing => missing.Package).Distinct().Order()
                select $"{string.Join(", ", names)} missing ({byInstaller.Key} {string.Join(' ', packages)}".TrimEnd() + ")";
            System.IO.File.WriteAllText(File, $"Skipped {s_missing.Count} tests: {string.Join("; ", groups)}");
        }
    }
}
