using System;
using System.IO;
using System.Linq;
using System.Text.Encodings.Web;
using System.Text.Json;
using Spectre.Console;

namespace EdgeWs.Cli
{
    /// <summary>Standard output for results, standard error for everything else; in colour only where it is a terminal.</summary>
    internal sealed class Screen
    {
        internal static readonly Style Dim = new Style(decoration: Decoration.Dim);
        internal static readonly Style Good = new Style(Color.Green);
        internal static readonly Style Bad = new Style(Color.Red);

        private static readonly JsonSerializerOptions s_json = new JsonSerializerOptions
        {
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        };

        private readonly object _lock = new object();

        internal Screen()
        {
            Out = CreateConsole(Console.Out, Console.IsOutputRedirected);
            Error = CreateConsole(Console.Error, Console.IsErrorRedirected);
        }

        internal IAnsiConsole Out { get; }

        internal IAnsiConsole Error { get; }

        /// <summary>Whether somebody sits there and types.</summary>
        internal bool IsInteractive => !Console.IsInputRedirected && Out.Profile.Capabilities.Ansi && Out.Profile.Capabilities.Interactive;

        /// <summary>Writes a line of results. It is never wrapped, so that it can be copied.</summary>
        internal void WriteLine(params (string Text, Style Style)[] parts)
        {
            WriteLine(Out, parts);
        }

        /// <summary>Writes what happens meanwhile.</summary>
        internal void WriteStatus(string text)
        {
            WriteLine(Error, (text, Dim));
        }

        internal void WriteError(string text)
        {
            WriteLine(Error, ("edgews: ", Bad), (text, Style.Plain));
        }

        /// <summary>Writes how a connection ended.</summary>
        internal void WriteEnd(SessionEnd end)
        {
            WriteLine(Error, (end.Describe(), end.ExitCode == ExitCode.Done ? Dim : Bad));
        }

        /// <summary>Writes an object as a line of JSON.</summary>
        internal void WriteJson(object value)
        {
            string line = JsonSerializer.Serialize(value, s_json);
            lock (_lock)
            {
                Console.Out.WriteLine(line);
            }
        }

        /// <summary>Writes a line in colours.</summary>
        internal static void WriteLine(AnsiWriter writer, (string Text, Style Style)[] parts)
        {
            foreach ((string text, Style style) in parts)
            {
                writer.Write(text, style);
            }

            writer.WriteLine();
        }

        /// <summary>Writes to the terminal without anything else coming in between.</summary>
        internal void WriteOut(Action<AnsiWriter> write)
        {
            lock (_lock)
            {
                Out.WriteAnsi(write);
            }
        }

        private void WriteLine(IAnsiConsole console, params (string Text, Style Style)[] parts)
        {
            lock (_lock)
            {
                if (console.Profile.Capabilities.Ansi)
                {
                    console.WriteAnsi(writer => WriteLine(writer, parts));
                }
                else
                {
                    console.Profile.Out.Writer.WriteLine(string.Concat(parts.Select(part => part.Text)));
                }
            }
        }

        private static IAnsiConsole CreateConsole(TextWriter writer, bool isRedirected)
        {
            AnsiConsoleSettings settings = new AnsiConsoleSettings
            {
                Out = new AnsiConsoleOutput(writer),
                Ansi = isRedirected ? AnsiSupport.No : AnsiSupport.Detect,
                Interactive = isRedirected ? InteractionSupport.No : InteractionSupport.Detect,
            };

            // Some of them take the log of a build for a terminal.
            settings.Enrichment.UseDefaultEnrichers = false;
            return AnsiConsole.Create(settings);
        }
    }
}
