using System;
using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;

namespace EdgeWs.Testing
{
    /// <summary>A process whose output lines can be waited for, and which does not outlive its test.</summary>
    internal sealed class ChildProcess : IDisposable
    {
        private readonly Process _process;
        private readonly BlockingCollection<string> _lines = new BlockingCollection<string>();
        private readonly StringBuilder _transcript = new StringBuilder();

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
            var start = new ProcessStartInfo(program)
            {
                WorkingDirectory = folder,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                StandardOutputEncoding = Encoding.UTF8,
            };
            foreach (string argument in arguments)
            {
                start.ArgumentList.Add(argument);
            }

            var child = new ChildProcess(new Process { StartInfo = start });
            child._process.OutputDataReceived += (sender, e) => child.OnOutput(e.Data);
            child._process.ErrorDataReceived += (sender, e) => child.Record(e.Data);
            child._process.Start();
            child._process.BeginOutputReadLine();
            child._process.BeginErrorReadLine();
            return child;
        }

        /// <summary>Returns the next line of standard output, or null at its end.</summary>
        /// <exception cref="TimeoutException">Nothing came in time.</exception>
        public string ReadLine(TimeSpan timeout)
        {
            if (_lines.TryTake(out string line, timeout))
            {
                return line;
            }

            if (_lines.IsCompleted)
            {
                return null;
            }

            throw new TimeoutException("No line in time after:\n" + Transcript);
        }

        /// <summary>Writes to standard input.</summary>
        public void Write(string text)
        {
            _process.StandardInput.Write(text);
            _process.StandardInput.Flush();
        }

        public void EndInput()
        {
            _process.StandardInput.Close();
        }

        /// <summary>Returns the exit code.</summary>
        /// <exception cref="TimeoutException">The process went on.</exception>
        public int WaitForExit(TimeSpan timeout)
        {
            if (!_process.WaitForExit(timeout))
            {
                throw new TimeoutException("Still running after:\n" + Transcript);
            }

            // Without a time limit it waits for the rest of the output, too.
            _process.WaitForExit();
            return _process.ExitCode;
        }

        public void Dispose()
        {
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
