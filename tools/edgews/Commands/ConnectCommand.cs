using System;
using System.CommandLine;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace EdgeWs.Cli
{
    /// <summary>A conversation: lines typed are sent, messages are shown.</summary>
    internal static class ConnectCommand
    {
        internal static Command Create(ConnectionOptions connection, Screen screen)
        {
            Option<bool> binary = Arguments.Binary();
            Command command = new Command("connect", "Sends each line you type as a message and shows what arrives. Ctrl+C closes.")
            {
                connection.Url, binary,
            };
            command.SetAction((line, cancellation) => RunAsync(connection.Read(line), !line.GetValue(binary), screen, cancellation));
            return command;
        }

        private static async Task<int> RunAsync(ConnectionSettings settings, bool isText, Screen screen, CancellationToken cancellation)
        {
            using Connector connector = new Connector(settings);
            using Session session = await connector.ConnectAsync(cancellation);
            using CancellationTokenRegistration onInterrupt = cancellation.Register(session.Close);
            string subprotocol = session.Subprotocol == null ? string.Empty : ", subprotocol " + session.Subprotocol;
            screen.WriteStatus($"Connected to {settings.Url}{subprotocol}.{(screen.IsInteractive ? " Enter sends, Ctrl+C closes." : string.Empty)}");

            using CancellationTokenSource over = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            LineEditor editor = screen.IsInteractive ? new LineEditor(screen) : null;
            MessagePrinter printer = new MessagePrinter(screen, false);

            // Reading redirected input cannot be cancelled; it ends with the process.
            Task typing = Task.Run(() => SendLinesAsync(session, editor, isText, over.Token), CancellationToken.None);
            Message message;
            while ((message = await session.ReceiveAsync()) != null)
            {
                if (editor == null)
                {
                    printer.Write(message);
                }
                else
                {
                    editor.WriteAbove(MessagePrinter.ToParts(message, "< "));
                }
            }

            if (editor != null)
            {
                await over.CancelAsync();
                await typing;
                editor.Clear();
            }

            screen.WriteEnd(session.End);
            return session.End.ExitCode;
        }

        private static async Task SendLinesAsync(Session session, LineEditor editor, bool isText, CancellationToken over)
        {
            string line;
            while ((line = editor == null ? await Console.In.ReadLineAsync(over) : await editor.ReadLineAsync(over)) != null)
            {
                byte[] data = Encoding.UTF8.GetBytes(line);
                editor?.WriteAbove(MessagePrinter.ToParts(new Message(DateTimeOffset.Now, isText, data), "> "));
                if (!await session.SendAsync(data, isText))
                {
                    return;
                }
            }

            session.Close();
        }
    }
}
