using System;
using System.IO;
using EdgeWs.Desktop.Tests.Peers;
using EdgeWs.Desktop.Tests.Platform;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace EdgeWs.Desktop.Tests.Interop
{
    /// <summary>Someone else's server that listens where its configuration says, with everything it writes in a folder of its own.</summary>
    internal sealed class ConfiguredProgram : IDisposable
    {
        private const int Attempts = 5;

        private readonly string _name;
        private readonly ChildProcess _process;
        private readonly DirectoryInfo _folder;

        private ConfiguredProgram(string name, ChildProcess process, DirectoryInfo folder, int port)
        {
            _name = name;
            _process = process;
            _folder = folder;
            Port = port;
        }

        public int Port { get; }

        public string Transcript => _name + ":\n" + _process.Transcript;

        /// <param name="name">The program, and the package that it is in.</param>
        /// <param name="configure">Makes the configuration, of the folder and the port.</param>
        /// <param name="arguments">Makes the arguments, of the folder and the file with the configuration.</param>
        /// <param name="readyMark">What stands in the line with which it says that it listens.</param>
        public static ConfiguredProgram Start(
            string name, Func<string, int, string> configure, Func<string, string, string[]> arguments, string readyMark)
        {
            Peer program = Peer.FindProgram(name, name);
            DirectoryInfo folder = Directory.CreateTempSubdirectory("edgews-" + name + "-");
            string file = Path.Combine(folder.FullName, name + ".conf");
            string transcript = string.Empty;
            for (int i = 0; i < Attempts; i++)
            {
                // What is free now may not be in a moment.
                int port = FreePort.Find();
                File.WriteAllText(file, configure(folder.FullName, port));
                ChildProcess process = program.Start(arguments(folder.FullName, file));
                if (IsReady(process, readyMark))
                {
                    return new ConfiguredProgram(name, process, folder, port);
                }

                transcript = process.Transcript;
                process.Dispose();
            }

            folder.Delete(true);
            throw new AssertFailedException(name + " does not start:\n" + transcript);
        }

        public void Dispose()
        {
            _process.Dispose();
            _folder.Delete(true);
        }

        private static bool IsReady(ChildProcess process, string readyMark)
        {
            string line;
            while ((line = process.ReadLine(Deadlines.Step)) != null)
            {
                if (line.Contains(readyMark, StringComparison.Ordinal))
                {
                    return true;
                }
            }

            return false;
        }
    }
}
