using System;
using System.Collections.Generic;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace EdgeWs.Cli
{
    /// <summary>A line at the bottom of the terminal that is typed in while messages appear above it.</summary>
    internal sealed class LineEditor
    {
        private const string Prompt = "> ";
        private const string EraseLine = "\r\u001b[K";

        private readonly Screen _screen;
        private readonly StringBuilder _line = new StringBuilder();
        private readonly List<string> _history = new List<string>();
        private int _recalled;

        internal LineEditor(Screen screen)
        {
            _screen = screen;
            _screen.WriteOut(Draw);
        }

        /// <summary>Returns what was typed when Enter ends it; null for Ctrl+D on an empty line, and when it is over.</summary>
        internal async Task<string> ReadLineAsync(CancellationToken over)
        {
            try
            {
                while (true)
                {
                    ConsoleKeyInfo? key = await _screen.Out.Input.ReadKeyAsync(true, over);
                    if (key == null)
                    {
                        return null;
                    }

                    if (key.Value.Key == ConsoleKey.Enter)
                    {
                        string line = null;
                        _screen.WriteOut(_ => line = Take());
                        return line;
                    }

                    if (key.Value.Key == ConsoleKey.D && key.Value.Modifiers == ConsoleModifiers.Control && _line.Length == 0)
                    {
                        return null;
                    }

                    _screen.WriteOut(writer =>
                    {
                        Edit(key.Value);
                        Draw(writer);
                    });
                }
            }
            catch (OperationCanceledException)
            {
                return null;
            }
        }

        /// <summary>Writes a line above the one that is typed in.</summary>
        internal void WriteAbove((string Text, Style Style)[] parts)
        {
            _screen.WriteOut(writer =>
            {
                writer.Write(EraseLine);
                Screen.WriteLine(writer, parts);
                Draw(writer);
            });
        }

        /// <summary>Takes the line away.</summary>
        internal void Clear()
        {
            _screen.WriteOut(writer => writer.Write(EraseLine));
        }

        private string Take()
        {
            string line = _line.ToString();
            _line.Clear();
            if (line.Length > 0)
            {
                _history.Add(line);
            }

            _recalled = _history.Count;
            return line;
        }

        private void Edit(ConsoleKeyInfo key)
        {
            switch (key.Key)
            {
                case ConsoleKey.Backspace when _line.Length > 0:
                    bool isPair = _line.Length > 1 && char.IsLowSurrogate(_line[^1]);
                    _line.Length -= isPair ? 2 : 1;
                    break;
                case ConsoleKey.Escape:
                case ConsoleKey.U when key.Modifiers == ConsoleModifiers.Control:
                    _line.Clear();
                    break;
                case ConsoleKey.UpArrow:
                    Recall(_recalled - 1);
                    break;
                case ConsoleKey.DownArrow:
                    Recall(_recalled + 1);
                    break;
                default:
                    if (key.KeyChar == '\t' || !char.IsControl(key.KeyChar))
                    {
                        _line.Append(key.KeyChar);
                    }

                    break;
            }
        }

        private void Recall(int index)
        {
            if (index < 0 || index > _history.Count)
            {
                return;
            }

            _recalled = index;
            _line.Clear().Append(index == _history.Count ? string.Empty : _history[index]);
        }

        private void Draw(AnsiWriter writer)
        {
            // Of a line that is longer than the terminal is wide the end is shown, where one types.
            string line = Printable.Text(_line.ToString());
            int room = Math.Max(1, _screen.Out.Profile.Width - Prompt.Length - 1);
            int start = Math.Max(0, line.Length - room);
            while (start < line.Length && (char.IsLowSurrogate(line[start]) || new Segment(line[start..]).CellCount() > room))
            {
                start++;
            }

            writer.Write(EraseLine);
            writer.Write(Prompt, Screen.Good);
            writer.Write(line[start..]);
        }
    }
}
