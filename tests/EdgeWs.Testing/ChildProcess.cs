using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;

namespace EdgeWs.Testing
{
    /// <summary>A process whose output lines can be waited for, and which does not outlive the tests.</summary>
    internal sealed class ChildProcess : IDisposable
    {
        private static readonly ConcurrentDictionary<ChildProcess, bool> s_running = new ConcurrentDictionary<ChildProcess, bool>();

        private readonly Process _process;
        private readonly BlockingCollection<string> _lines = new BlockingCollection<string>();
        private readonly StringBuilder _transcript = new StringBuilder();

        static ChildProcess()
        {
            // Those of tests that failed before they could end them.
            AppDomain.CurrentDomain.ProcessExit += (_, _) => s_running.Keys.ToList().ForEach(child => child.Dispose());
        }

        private ChildProcess(Process process)
        {
            _process = process;
        }

        /// <summary>Everything that the process wrote so far, for a failing test to show.</summary>
        public string Transcript
        {
            get
            {
                lock (_transcript)
                {
                    return _transcript.ToString();
                }
            }
        }

        public static ChildProcess Start(string program, string folder, params string[] arguments)
        {
            var start = new ProcessStartInfo(program, arguments)
            {
                WorkingDirectory = folder,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                StandardOutputEncoding = Encoding.UTF8,
            };
            var child = new ChildProcess(new Process { StartInfo = start });
            child._process.OutputDataReceived += (sender, e) => child.OnOutput(e.Data);
            child._process.ErrorDataReceived += (sender, e) => child.Record(e.Data);
            child._process.Start();
            s_running[child] = true;
            child._process.BeginOutputReadLine();
            child._process.BeginErrorReadLine();
            return child;
        }

        /// <summary>Starts a program of this repository that was built together with the tests, by the folder of its project.</summary>
        public static ChildProcess StartProgram(string project, params string[] arguments)
        {
            return Start("dotnet", Repository.Root, [Repository.FindProgramOf(project), .. arguments]);
        }

        /// <summary>Returns the next line of standard output, or null at its end.</summary>
        /// <exception cref="TimeoutException">Nothing came in time.</exception>
        public string ReadLine(TimeSpan? timeout = null)
        {
            if (_lines.TryTake(out string line, timeout ?? Patience.Limit))
            {
                return line;
            }

            return _lines.IsCompleted ? null : throw new TimeoutException("No line in time after:\n" + Transcript);
        }

        /// <summary>Asserts which lines of standard output come next.</summary>
        public void Expect(params string[] lines)
        {
            foreach (string line in lines)
            {
                Assert.AreEqual(line, ReadLine(), Transcript);
            }
        }

        /// <summary>Waits for a line of standard output that matches, and passes over others.</summary>
        public Match ExpectLine(string pattern, TimeSpan? limit = null)
        {
            while (true)
            {
                string line = ReadLine(limit);
                Assert.IsNotNull(line, $"'{pattern}' is not in:\n{Transcript}");
                Match match = Regex.Match(line, pattern);
                if (match.Success)
                {
                    return match;
                }
            }
        }

        /// <summary>Writes to standard input.</summary>
        public void Write(string text)
        {
            _process.StandardInput.Write(text);
            _process.StandardInput.Flush();
        }

        /// <summary>Asserts how the process ends.</summary>
        public void ExpectExit(int code)
        {
            Assert.AreEqual(code, WaitForExit(), Transcript);
        }

        /// <summary>Returns the exit code.</summary>
        /// <exception cref="TimeoutException">The process went on.</exception>
        public int WaitForExit(TimeSpan? timeout = null)
        {
            if (!_process.WaitForExit(timeout ?? Patience.Limit))
            {
                throw new TimeoutException("Still running after:\n" + Transcript);
            }

            // Without a time limit it waits for the rest of the output, too.
            _process.WaitForExit();
            return _process.ExitCode;
        }

        public void Dispose()
        {
            if (!s_running.TryRemove(this, out _))
            {
                return;
            }

            if (!_process.HasExited)
            {
                _process.Kill(true);
                _process.WaitForExit();
            }

            _process.Dispose();
        }

        private void OnOutput(string line)
        {
            if (line == null)
            {
                _lines.CompleteAdding();
                return;
            }

            Record(line);
            _lines.Add(line);
        }

        private void Record(string line)
        {
            lock (_transcript)
            {
                _transcript.AppendLine(line);
            }
        }
    }
}
