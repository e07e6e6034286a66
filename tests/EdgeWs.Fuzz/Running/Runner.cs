using System;
using System.Diagnostics;
using System.IO;
using System.Threading;

namespace EdgeWs.Fuzz
{
    /// <summary>Runs inputs one by one. What fails or hangs is written to a file, with the command that runs it again.</summary>
    internal sealed class Runner : IDisposable
    {
        private const int HangSeconds = 20;

        private readonly FuzzTarget _target;
        private readonly string _folder;
        private readonly Timer _watchdog;
        private byte[] _input;
        private long _runs;
        private long _runsSeen;

        /// <param name="target">What to run.</param>
        /// <param name="folder">Where to write failing inputs.</param>
        internal Runner(FuzzTarget target, string folder)
        {
            _target = target;
            _folder = folder;
            TimeSpan period = TimeSpan.FromSeconds(HangSeconds);
            _watchdog = new Timer(state => Watch(), null, period, period);
        }

        internal long Runs => _runs;

        /// <summary>Where the last failing input is.</summary>
        internal string FailureFile { get; private set; }

        public void Dispose()
        {
            _watchdog.Dispose();
        }

        /// <summary>Runs an input.</summary>
        /// <returns>What it failed with, or null.</returns>
        internal Exception Run(byte[] input)
        {
            Volatile.Write(ref _input, input);
            try
            {
                _target.Run(input);
                return null;
            }
            catch (Exception e)
            {
                Report(input, e.ToString());
                return e;
            }
            finally
            {
                Volatile.Write(ref _input, null);
                Volatile.Write(ref _runs, _runs + 1);
            }
        }

        private void Report(byte[] input, string what)
        {
            Directory.CreateDirectory(_folder);
            string name = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(input)).Substring(0, 12);
            FailureFile = Path.Combine(_folder, _target.Name + "-" + name);
            File.WriteAllBytes(FailureFile, input);
            Console.WriteLine(what);
            Console.WriteLine($"dotnet run --project tests/EdgeWs.Fuzz -- replay {FailureFile} --target {_target.Name}");
        }

        /// <summary>A run that takes longer than from one look to the next one but one never ends.</summary>
        private void Watch()
        {
            byte[] input = Volatile.Read(ref _input);
            long runs = Volatile.Read(ref _runs);
            if (input != null && runs == _runsSeen && runs > 0 && !Debugger.IsAttached)
            {
                Report(input, "a hang");
                Environment.Exit(2);
            }

            _runsSeen = runs;
        }
    }
}
