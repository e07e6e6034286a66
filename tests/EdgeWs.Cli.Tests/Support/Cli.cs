using System.Reflection;
using System.Text;

[assembly: Parallelize(Workers = 4, Scope = ExecutionScope.MethodLevel)]

namespace EdgeWs.Cli.Tests
{
    /// <summary>
    /// The tool in the process of the tests: what a shell starts is called here, and what it writes is kept apart for each run.
    /// <see cref="CliProcess"/> is for what needs a process: standard input and signals.
    /// </summary>
    internal static class Cli
    {
        private static readonly MethodInfo s_main = Assembly.Load("edgews").EntryPoint;
        private static readonly AsyncLocal<TextWriter> s_out = new AsyncLocal<TextWriter>();
        private static readonly AsyncLocal<TextWriter> s_error = new AsyncLocal<TextWriter>();

        static Cli()
        {
            Console.SetOut(new Switch(s_out, Console.Out));
            Console.SetError(new Switch(s_error, Console.Error));
        }

        /// <summary>Runs the tool to its end.</summary>
        public static CliResult Run(params string[] arguments)
        {
            using var output = new StringWriter();
            using var error = new StringWriter();
            Task<int> run = Task.Factory.StartNew(
                () =>
                {
                    s_out.Value = TextWriter.Synchronized(output);
                    s_error.Value = TextWriter.Synchronized(error);
                    return (int)s_main.Invoke(null, [arguments]);
                },
                TaskCreationOptions.LongRunning);
            Assert.IsTrue(run.Wait(Patience.Limit), "the tool does not end");
            return new CliResult(run.Result, output.ToString(), error.ToString());
        }

        /// <summary>Hands what is written to the writer of the run that writes it.</summary>
        private sealed class Switch(AsyncLocal<TextWriter> writer, TextWriter usual) : TextWriter
        {
            public override Encoding Encoding => Encoding.UTF8;

            public override void Write(char value)
            {
                (writer.Value ?? usual).Write(value);
            }

            public override void Write(string value)
            {
                (writer.Value ?? usual).Write(value);
            }
        }
    }
}
