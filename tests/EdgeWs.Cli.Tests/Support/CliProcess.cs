using System;
using System.Diagnostics;
using System.IO;
using System.Text;
using System.Threading.Tasks;
using EdgeWs.Desktop.Tests;
using EdgeWs.Desktop.Tests.Interop;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace EdgeWs.Cli.Tests
{
    /// <summary>The tool in a process of its own, as a script would run it.</summary>
    internal sealed class CliProcess : IDisposable
    {
        private readonly Process _process;
        private readonly StringBuilder _error = new StringBuilder();
        private readonly StringBuilder _out = new StringBuilder();

        private CliProcess(Process process)
        {
            _process = process;
        }

        /// <summary>Runs the tool to its end, with nothing to read.</summary>
        public static CliResult Run(params string[] arguments)
        {
            return RunWithInput([], arguments);
        }

        /// <summary>Runs the tool to its end.</summary>
        public static CliResult RunWithInput(byte[] input, params string[] arguments)
        {
            using CliProcess process = Start(arguments);
            process._process.StandardInput.BaseStream.Write(input);
            process._process.StandardInput.Close();
            return process.WaitForExit();
        }

        /// <summary>Starts the tool and leaves its standard input open.</summary>
        public static CliProcess Start(params string[] arguments)
        {
            var start = new ProcessStartInfo("dotnet")
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                StandardOutputEncoding = Encoding.UTF8,
                StandardErrorEncoding = Encoding.UTF8,
                StandardInputEncoding = new UTF8Encoding(false),
            };
            start.ArgumentList.Add(Repository.FindProgramOf("tools/edgews"));
            foreach (string argument in arguments)
            {
                start.ArgumentList.Add(argument);
            }

            var process = new CliProcess(Process.Start(start));
            process._process.ErrorDataReceived += (sender, e) => process._error.Append(e.Data).Append(e.Data == null ? string.Empty : "\n");
            process._process.BeginErrorReadLine();
            return process;
        }

        /// <summary>Returns the next line of standard output.</summary>
        public string ReadLine()
        {
            Task<string> line = _process.StandardOutput.ReadLineAsync();
            Assert.IsTrue(line.Wait(Deadlines.Step), "no line in time");
            _out.Append(line.Result).Append('\n');
            return line.Result;
        }

        public void WriteLine(string line)
        {
            _process.StandardInput.WriteLine(line);
            _process.StandardInput.Flush();
        }

        /// <summary>Sends the signal that the tool takes as it takes Ctrl+C, whose own signal a test's parent may have turned off.</summary>
        public void Terminate()
        {
            if (OperatingSystem.IsWindows())
            {
                Assert.Inconclusive("Windows has no signal for a process.");
            }

            using Process kill = Process.Start("kill", ["-TERM", _process.Id.ToString()]);
            kill.WaitForExit();
            Assert.AreEqual(0, kill.ExitCode);
        }

        public CliResult WaitForExit()
        {
            Task<string> rest = _process.StandardOutput.ReadToEndAsync();
            Assert.IsTrue(_process.WaitForExit(Deadlines.Step), "the tool does not end");

            // Without a time limit it waits for the rest of the output, too.
            _process.WaitForExit();
            var result = new CliResult(_process.ExitCode, _out.Append(rest.Result).ToString(), _error.ToString());
            Assert.IsFalse((result.Out + result.Error).Contains('\u001b'), "commands for a terminal where there is none:\n" + result);
            return result;
        }

        public void Dispose()
        {
            if (!_process.HasExited)
            {
                _process.Kill();
                _process.WaitForExit();
            }

            _process.Dispose();
        }
    }
}
