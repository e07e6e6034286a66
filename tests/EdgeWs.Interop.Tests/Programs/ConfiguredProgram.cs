namespace EdgeWs.Interop.Tests.Programs
{
    /// <summary>Someone else's server that listens where its configuration says, with everything it writes in a folder of its own.</summary>
    internal sealed class ConfiguredProgram : IDisposable
    {
        private readonly ChildProcess _process;
        private readonly DirectoryInfo _folder;

        /// <param name="name">The program.</param>
        /// <param name="configure">Makes the configuration, of the folder and the port.</param>
        /// <param name="arguments">Makes the arguments, of the folder and the file with the configuration.</param>
        /// <param name="readyMark">What stands in the line with which it says that it listens.</param>
        /// <param name="package">The package that it is in, if that has another name.</param>
        public ConfiguredProgram(
            string name, Func<string, int, string> configure, Func<string, string, string[]> arguments, string readyMark,
            string package = null)
        {
            Peer program = Peer.FindProgram(name, package);
            _folder = Directory.CreateTempSubdirectory("edgews-" + name + "-");
            Port = FreePort.Find();
            string file = Path.Combine(_folder.FullName, name + ".conf");
            File.WriteAllText(file, configure(_folder.FullName, Port));
            _process = program.Start(arguments(_folder.FullName, file));
            _process.ExpectLine(readyMark);
        }

        public int Port { get; }

        public void Dispose()
        {
            _process.Dispose();
            _folder.Delete(true);
        }
    }
}
