using System;
using System.IO;
using EdgeWs.Desktop.Tests.Documents;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace EdgeWs.Desktop.Tests.Soak
{
    /// <summary>A quarter of a minute of tools/soak; see docs/reliability.md for longer runs.</summary>
    [TestClass]
    public sealed class SoakTests
    {
        private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(3);

        internal static DocumentedCommand Documented => DocumentedCommand.Find("--project tools/soak");

        [TestMethod]
        public void AShortSoakLosesAndLeaksNothing()
        {
            string folder = Directory.CreateTempSubdirectory("edgews-soak").FullName;
            try
            {
                using ChildProcess soak = Documented.Run(folder, ("^10$", "0.25"));
                int exitCode = soak.WaitForExit(s_patience);

                Assert.AreEqual(0, exitCode, soak.Transcript);
                Assert.IsTrue(File.Exists(Path.Combine(folder, "soak-out", "soak.png")), soak.Transcript);
            }
            finally
            {
                Directory.Delete(folder, true);
            }
        }
    }
}
