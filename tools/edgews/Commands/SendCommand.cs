using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace EdgeWs.Cli
{
    /// <summary>Sends messages and may wait for answers.</summary>
    internal static class SendCommand
    {
        private static readonly UTF8Encoding s_strictUtf8 = new UTF8Encoding(false, true);

        internal static Command Create(ConnectionOptions connection, Screen screen)
        {
            Argument<string[]> texts = new Argument<string[]>("TEXT")
            {
                Description = "Each TEXT is one message. Put -- before a TEXT that begins with a dash.",
                Arity = ArgumentArity.ZeroOrMore,
            };
            Option<string[]> files = new Option<string[]>("--file")
            {
                Description = "Send the content of a file as one message; - reads standard input. May be repeated.",
                HelpName = "FILE",
            };
            Option<bool> binary = Arguments.Binary();
            Option<int> wait = Arguments.Number("--wait", "Show what the peer sends, and wait for N messages. What arrives before the first message is sent, such as a greeting, does not count.", 0, int.MaxValue, 0);
            Option<bool> json = Arguments.Json("Write each message from the peer as a line of JSON.");
            Command command = new Command("send", "Sends messages, shows the answers, and closes.")
            {
                connection.Url, texts, files, binary, wait, json,
            };
            command.SetAction((line, cancellation) => RunAsync(
                connection.Read(line),
                ReadMessages(line.GetValue(texts), line.GetValue(files), !line.GetValue(binary)),
                !line.GetValue(binary),
                line.GetValue(wait),
                new MessagePrinter(screen, line.GetValue(json)),
                cancellation));
            return command;
        }

        private static async Task<int> RunAsync(
            ConnectionSettings settings, List<byte[]> messages, bool isText, int wait, MessagePrinter printer, CancellationToken cancellation)
        {
            using Connector connector = new Connector(settings);
            using Session session = await connector.ConnectAsync(cancellation);
            return await new SendRun(session, messages, isText, wait, printer).RunAsync(settings.Timeout, cancellation);
        }

        private static List<byte[]> ReadMessages(string[] texts, string[] files, bool isText)
        {
            List<byte[]> messages = new List<byte[]>();
            foreach (string text in texts)
            {
                messages.Add(Encoding.UTF8.GetBytes(text));
            }

            foreach (string file in files)
            {
                byte[] content = ReadFile(file);
                if (isText)
                {
                    CheckText(file, content);
                }

                messages.Add(content);
            }

            return messages.Count > 0 ? messages : throw new CliException(ExitCode.Usage, "There is nothing to send: give a TEXT or a --file.");
        }

        private static byte[] ReadFile(string file)
        {
            try
            {
                if (file != "-")
                {
                    return File.ReadAllBytes(file);
                }

                using MemoryStream content = new MemoryStream();
                using Stream input = Console.OpenStandardInput();
                input.CopyTo(content);
                return content.ToArray();
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw new CliException(ExitCode.Usage, e.Message);
            }
        }

        private static void CheckText(string file, byte[] content)
        {
            try
            {
                s_strictUtf8.GetCharCount(content);
            }
            catch (DecoderFallbackException)
            {
                throw new CliException(ExitCode.Usage, $"{file} is not UTF-8 text. Send it with --binary.");
            }
        }
    }
}
