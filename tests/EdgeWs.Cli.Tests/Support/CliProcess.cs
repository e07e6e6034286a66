using System.Diagnostics;
using System.Text;

namespace EdgeWs.Cli.Tests
{
    /// <summary>The tool in a process of its own, as a script would run it.</summary>
    internal sealed class CliProcess : IDisposable
    {
        private readonly Process _process;
        private readonly Task<string> _error;
        private readonly StringBuilder _out = new StringBuilder();

        /// <summary>Starts the tool and leaves its standard input open.</summary>
        public CliProcess(params string[] arguments)
        {
            _process = Process.Start(new ProcessStartInfo("dotnet", [Repository.FindProgramOf("tools/edgews"), .. arguments])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                StandardOutputEncoding = Encoding.UTF8,
                StandardErrorEncoding = Encoding.UTF8,
                StandardInputEncoding = new UTF8Encoding(false),
            });
            _error = _process.StandardError.ReadToEndAsync();
        }

        /// <summary>Runs the tool to its end.</summary>
        public static CliResult Run(byte[] input, params string[] arguments)
        {
            using var process = new CliProcess(arguments);
            process._process.StandardInput.BaseStream.Write(input);
            process._process.StandardInput.Close();
            return process.WaitForExit();
        }

        /// <summary>Returns the next line of standard output.</summary>
        public string ReadLine()
        {
            string line = _process.StandardOutput.ReadLineAsync().WaitAsync(Patience.Limit).GetAwaiter().GetResult();
            _out.Append(line).Append('\n');
            return line;
        }

        public void WriteLine(string line)
        {
            _process.StandardInput.WriteLine(line);
            _process.StandardInput.Flush();
        }

        /// <summary>Sends the signal that the tool takes as it takes Ctrl+C, whose own signal a test's parent may have turned off.</summary>
        public CliResult Terminate()
        {
            using Process kill = Process.Start("kill", ["-TERM", _process.Id.ToString()]);
            kill.WaitForExit();
            return WaitForExit();
        }

        public CliResult WaitForExit()
        {
            Task<string> rest = _process.StandardOutput.ReadToEndAsync();
            Assert.IsTrue(_process.WaitForExit(Patience.Limit), "the tool does not end");
            return new CliResult(_process.ExitCode, _out.Append(rest.Result).ToString(), _error.Result);
        }

        public void Dispose()
        {
            if (!_process.HasExited)
            {
                _process.Kill();
            }

            _process.Dispose();
        }
    }
}
