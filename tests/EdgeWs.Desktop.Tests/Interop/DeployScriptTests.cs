using System;
using System.IO;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using EdgeWs.Desktop.Tests.Loops;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace EdgeWs.Desktop.Tests.Interop
{
    /// <summary>samples/deploy.cs with a nanoff that only says how it was called.</summary>
    [TestClass]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
    [UnsupportedOSPlatform("windows")]
    public class DeployScriptTests
    {
        private const string Sample = "Esp32Server";
        private const string Nanoff = ".dotnet/tools/nanoff";

        private static DirectoryInfo s_folder;

        private static string Image => Path.Combine(s_folder.FullName, "samples", Sample, "bin", "Release", Sample + ".bin");

        /// <summary>One for all tests, so that the script is compiled only once.</summary>
        [ClassInitialize]
        public static void CreateRepository(TestContext context)
        {
            s_folder = Directory.CreateTempSubdirectory("edgews-deploy-");
            Write("samples/deploy.cs", File.ReadAllText(Path.Combine(Repository.Root, "samples", "deploy.cs")));
            Write("samples/" + Sample + "/" + Sample + ".nfproj", "");
        }

        [ClassCleanup]
        public static void DeleteRepository()
        {
            s_folder.Delete(true);
        }

        [TestInitialize]
        public void BuildSample()
        {
            Write("samples/" + Sample + "/Program.cs", "");
            Write("samples/Common/Settings.cs", "");
            Write("src/Library.cs", "");
            Write("samples/" + Sample + "/bin/Release/" + Sample + ".bin", "");
            File.SetLastWriteTimeUtc(Image, DateTime.UtcNow.AddHours(1));
            WriteNanoff("#!/bin/sh\necho \"nanoff $*\"\n");
        }

        [TestMethod]
        public void CallsNanoff()
        {
            using ChildProcess script = Run(0, Sample, "COM3", "--suppressnanoffversioncheck");
            StringAssert.Contains(
                script.Transcript,
                "nanoff --nanodevice --serialport COM3 --suppressnanoffversioncheck --deploy --image " + Image + "\n");
        }

        [TestMethod]
        public void NothingGiven()
        {
            ExpectFailure("usage: ");
        }

        [TestMethod]
        public void NoSuchSample()
        {
            ExpectFailure("there is no sample 'Esp32Servr'\n        There are " + Sample + ".", "Esp32Servr", "COM3");
        }

        [TestMethod]
        public void NotBuilt()
        {
            File.Delete(Image);
            ExpectFailure(Image + " is missing", Sample, "COM3");
        }

        [TestMethod]
        [DataRow("samples/Common/Settings.cs")]
        [DataRow("src/Library.cs")]
        public void BuiltBeforeTheLastChange(string file)
        {
            File.SetLastWriteTimeUtc(Path.Combine(s_folder.FullName, file), DateTime.UtcNow.AddHours(2));
            ExpectFailure("Rebuild the sample in the configuration Release", Sample, "COM3");
        }

        [TestMethod]
        public void NoNanoff()
        {
            File.Delete(Path.Combine(s_folder.FullName, Nanoff));
            ExpectFailure("dotnet tool install -g nanoff --version \"2.5.*\" --allow-roll-forward", Sample, "COM3");
        }

        [TestMethod]
        public void NoBoard()
        {
            ExpectFailure("there is no /dev/edgews-none", Sample, "/dev/edgews-none");
        }

        [TestMethod]
        public void NanoffFails()
        {
            WriteNanoff("#!/bin/sh\nexit 1\n");
            ExpectFailure("nanoff failed", Sample, "COM3");
        }

        private static void ExpectFailure(string message, params string[] arguments)
        {
            using ChildProcess script = Run(1, arguments);
            StringAssert.Contains(script.Transcript, "deploy: ");
            StringAssert.Contains(script.Transcript, message);
        }

        private static ChildProcess Run(int status, params string[] arguments)
        {
            // Not with the PATH of whoever has the real one.
            string dotnet = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));
            ChildProcess script = ChildProcess.Start(
                "env",
                s_folder.FullName,
                ["-i", "PATH=" + dotnet + ":/usr/bin:/bin", "HOME=" + s_folder.FullName, "DOTNET_NOLOGO=1", "dotnet", "samples/deploy.cs", .. arguments]);
            Assert.AreEqual(status, script.WaitForExit(Patience.Limit), script.Transcript);
            return script;
        }

        private static void Write(string path, string content)
        {
            string file = Path.Combine(s_folder.FullName, path);
            Directory.CreateDirectory(Path.GetDirectoryName(file));
            File.WriteAllText(file, content);
        }

        private static void WriteNanoff(string script)
        {
            Write(Nanoff, script);
            File.SetUnixFileMode(
                Path.Combine(s_folder.FullName, Nanoff), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }
}
