using System;
using System.IO;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace EdgeWs.Desktop.Tests.Soak
{
    /// <summary>A quarter of a minute of desktop/Soak; see docs/reliability.md for longer runs.</summary>
    [TestClass]
    public sealed class SoakTests
    {
        private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(3);

        [TestMethod]
        public void AShortSoakLosesAndLeaksNothing()
        {
            string folder = Directory.CreateTempSubdirectory("edgews-soak").FullName;
            try
            {
                using ChildProcess soak = ChildProcess.Start(
                    "dotnet", Repository.Root, Repository.FindProgram("Soak"), "--minutes", "0.25", "--out", folder);
                int exitCode = soak.WaitForExit(s_patience);

                Assert.AreEqual(0, exitCode, soak.Transcript);
                Assert.IsTrue(File.Exists(Path.Combine(folder, "soak.png")), soak.Transcript);
            }
            finally
            {
                Directory.Delete(folder, true);
            }
        }
    }
}
