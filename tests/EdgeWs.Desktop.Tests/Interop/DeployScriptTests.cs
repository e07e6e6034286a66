using System;
using System.IO;
using System.Runtime.Versioning;
using EdgeWs.Desktop.Tests.Loops;
using EdgeWs.Desktop.Tests.Peers;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace EdgeWs.Desktop.Tests.Interop
{
    /// <summary>samples/deploy with a nanoff that only says how it was called.</summary>
    [TestClass]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
    [UnsupportedOSPlatform("windows")]
    public class DeployScriptTests
    {
        private const string Sample = "Esp32Server";

        private DirectoryInfo _folder;

        private string Image => Path.Combine(_folder.FullName, "samples", Sample, "bin", "Release", Sample + ".bin");

        [TestInitialize]
        public void CreateRepository()
        {
            Peer.FindProgram("sh", "dash");
            _folder = Directory.CreateTempSubdirectory("edgews-deploy-");
            Write("samples/deploy", File.ReadAllText(Path.Combine(Repository.Root, "samples", "deploy")));
            Write("samples/" + Sample + "/" + Sample + ".nfproj", "");
            Write("samples/" + Sample + "/Program.cs", "");
            Write("samples/Common/Settings.cs", "");
            Write("src/Library.cs", "");
            Write("samples/" + Sample + "/bin/Release/" + Sample + ".bin", "");
            File.SetLastWriteTimeUtc(Image, DateTime.UtcNow.AddHours(1));
            Write(".dotnet/tools/nanoff", "#!/bin/sh\necho \"nanoff $*\"\n");
            File.SetUnixFileMode(Path.Combine(_folder.FullName, ".dotnet/tools/nanoff"), UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        [TestCleanup]
        public void DeleteRepository()
        {
            _folder?.Delete(true);
        }

        [TestMethod]
        public void CallsNanoff()
        {
            using ChildProcess script = Run(0, Sample, "COM3", "--update", "--target", "ESP32_C3");
            StringAssert.Contains(
                script.Transcript,
                "nanoff --platform esp32 --serialport COM3 --update --target ESP32_C3 --deploy --image " + Image + "\n");
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
            File.SetLastWriteTimeUtc(Path.Combine(_folder.FullName, file), DateTime.UtcNow.AddHours(2));
            ExpectFailure("Build the configuration Release again.", Sample, "COM3");
        }

        [TestMethod]
        public void NoNanoff()
        {
            File.Delete(Path.Combine(_folder.FullName, ".dotnet/tools/nanoff"));
            ExpectFailure("dotnet tool install -g nanoff", Sample, "COM3");
        }

        [TestMethod]
        public void NoBoard()
        {
            ExpectFailure("there is no /dev/edgews-none", Sample, "/dev/edgews-none");
        }

        [TestMethod]
        public void NanoffFails()
        {
            File.Delete(Path.Combine(_folder.FullName, ".dotnet/tools/nanoff"));
            Write(".dotnet/tools/nanoff", "#!/bin/sh\nexit 1\n");
            File.SetUnixFileMode(Path.Combine(_folder.FullName, ".dotnet/tools/nanoff"), UnixFileMode.UserRead | UnixFileMode.UserExecute);
            ExpectFailure("nanoff failed", Sample, "COM3");
        }

        private void ExpectFailure(string message, params string[] arguments)
        {
            using ChildProcess script = Run(1, arguments);
            StringAssert.Contains(script.Transcript, "deploy: ");
            StringAssert.Contains(script.Transcript, message);
        }

        private ChildProcess Run(int status, params string[] arguments)
        {
            // Not with the PATH of whoever has the real one.
            ChildProcess script = ChildProcess.Start(
                "env", _folder.FullName, ["-i", "PATH=/usr/bin:/bin", "HOME=" + _folder.FullName, "sh", "samples/deploy", .. arguments]);
            Assert.AreEqual(status, script.WaitForExit(Patience.Limit), script.Transcript);
            return script;
        }

        private void Write(string path, string content)
        {
            string file = Path.Combine(_folder.FullName, path);
            Directory.CreateDirectory(Path.GetDirectoryName(file));
            File.WriteAllText(file, content);
        }
    }
}
