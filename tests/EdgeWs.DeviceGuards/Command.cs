using System.Diagnostics;

namespace EdgeWs.DeviceGuards
{
    /// <summary>Runs a program to its end.</summary>
    internal static class Command
    {
        /// <summary>Returns the exit code, and what came on standard output and standard error.</summary>
        public static (int Code, string Output) Run(
            string folder, string program, string[] arguments, params (string Name, string? Value)[] environment)
        {
            var start = new ProcessStartInfo(program, arguments)
            {
                WorkingDirectory = folder,
                RedirectStandardOutput = true,
                RedirectStandardError = true
            };
            foreach ((string name, string? value) in environment)
            {
                start.Environment[name] = value;
            }

            using Process process = Process.Start(start)!;
            Task<string> error = process.StandardError.ReadToEndAsync();
            string output = process.StandardOutput.ReadToEnd() + error.Result;
            process.WaitForExit();
            return (process.ExitCode, output);
        }
    }
}
