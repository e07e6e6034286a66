using System;
using System.CommandLine;
using System.Linq;
using System.Text;
using System.Threading.Tasks;

namespace EdgeWs.Cli
{
    /// <summary>The command line. See docs/cli.md.</summary>
    internal static class Program
    {
        // Longer than the closing handshake may take by default; after it a Ctrl+C ends the process the hard way.
        private static readonly TimeSpan s_terminationTime = TimeSpan.FromSeconds(15);

        private static async Task<int> Main(string[] args)
        {
            Console.OutputEncoding = new UTF8Encoding(false);
            Screen screen = new Screen();
            try
            {
                RootCommand root = CreateRoot(screen);
                if (args.Length == 0)
                {
                    await root.Parse("--help").InvokeAsync();
                    return ExitCode.Usage;
                }

                // A message may begin with an @, which is no file of arguments.
                ParseResult line = root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
                if (line.Errors.Count > 0)
                {
                    throw new CliException(ExitCode.Usage, Describe(line) + " See edgews --help.");
                }

                return await line.InvokeAsync(new InvocationConfiguration
                {
                    EnableDefaultExceptionHandler = false,
                    ProcessTerminationTimeout = s_terminationTime,
                });
            }
            catch (CliException e)
            {
                screen.WriteError(e.Message);
                return e.ExitCode;
            }
            catch (OperationCanceledException)
            {
                screen.WriteError("Interrupted before there was a connection.");
                return ExitCode.Interrupted;
            }
        }

        /// <summary>What is wrong with a command line; the parser itself does not say which argument is missing.</summary>
        private static string Describe(ParseResult line)
        {
            Command command = line.CommandResult.Command;
            Argument missing = command.Arguments.FirstOrDefault(
                argument => argument.Arity.MinimumNumberOfValues > 0 && line.GetResult(argument) is not { Tokens.Count: > 0 });
            return missing == null
                ? string.Join(' ', line.Errors.Select(error => error.Message))
                : $"{command.Name} needs {missing.Name}: {missing.Description}";
        }

        private static RootCommand CreateRoot(Screen screen)
        {
            ConnectionOptions connection = new ConnectionOptions();
            RootCommand root = new RootCommand("Tries out a WebSocket server, such as one on a board.")
            {
                ConnectCommand.Create(connection, screen),
                SendCommand.Create(connection, screen),
                ListenCommand.Create(connection, screen),
                PingCommand.Create(connection, screen),
                LoadCommand.Create(connection, screen),
            };
            connection.AddTo(root);
            return root;
        }
    }
}
