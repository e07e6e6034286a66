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
                // A message may begin with an @, which is no file of arguments.
                ParseResult line = CreateRoot(screen).Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
                if (line.Errors.Count > 0)
                {
                    throw new CliException(ExitCode.Usage, string.Join(' ', line.Errors.Select(error => error.Message)) + " See edgews --help.");
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
                return ExitCode.Interrupted;
            }
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
