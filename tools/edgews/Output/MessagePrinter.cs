using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;
using Spectre.Console;

namespace EdgeWs.Cli
{
    /// <summary>Writes messages, one a line: with time, type and size, or as JSON.</summary>
    internal sealed class MessagePrinter
    {
        private static readonly Style s_text = new Style(Color.Aqua);
        private static readonly Style s_binary = new Style(Color.Yellow);

        private readonly Screen _screen;
        private readonly bool _isJson;

        internal MessagePrinter(Screen screen, bool isJson)
        {
            _screen = screen;
            _isJson = isJson;
        }

        internal void Write(Message message)
        {
            if (_isJson)
            {
                _screen.WriteJson(ToJson(message));
            }
            else
            {
                _screen.WriteLine(ToParts(message, string.Empty));
            }
        }

        /// <summary>Writes how the connection ended.</summary>
        internal void Write(SessionEnd end)
        {
            if (_isJson)
            {
                _screen.WriteJson(new { type = "close", time = DateTimeOffset.Now, how = NameOf(end.How), code = end.Code, reason = end.Reason });
            }
            else
            {
                _screen.WriteEnd(end);
            }
        }

        /// <summary>The line for a message, part by part.</summary>
        internal static (string Text, Style Style)[] ToParts(Message message, string direction)
        {
            return
            [
                (message.Time.ToString("HH:mm:ss.fff ", CultureInfo.InvariantCulture), Screen.Dim),
                (direction, Screen.Dim),
                (message.IsText ? "text   " : "binary ", message.IsText ? s_text : s_binary),
                (Printable.Size(message.Data.Length).PadLeft(9) + "  ", Screen.Dim),
                (Printable.Of(message), Style.Plain),
            ];
        }

        private static Dictionary<string, object> ToJson(Message message)
        {
            Dictionary<string, object> json = new Dictionary<string, object>
            {
                ["type"] = message.IsText ? "text" : "binary",
                ["time"] = message.Time,
                ["size"] = message.Data.Length,
            };
            if (message.IsText)
            {
                json["data"] = Encoding.UTF8.GetString(message.Data);
            }
            else
            {
                json["base64"] = Convert.ToBase64String(message.Data);
            }

            return json;
        }

        private static string NameOf(EndKind how)
        {
            return how switch
            {
                EndKind.ClosedByUs => "us",
                EndKind.ClosedByPeer => "peer",
                EndKind.NotAnswered => "unanswered",
                EndKind.Lost => "lost",
                _ => "failed",
            };
        }
    }
}
