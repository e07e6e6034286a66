using System;

namespace Esp32Client
{
    internal static class DesktopMain
    {
        private const string DefaultUrl = "ws://127.0.0.1:8000/";

        private static int Main(string[] args)
        {
            string url = args.Length == 0 ? DefaultUrl : args[0];
            if (args.Length > 1 || !IsWebSocketUrl(url))
            {
                Console.Error.WriteLine("usage: Esp32Client [url]");
                Console.Error.WriteLine("  url  ws://HOST[:PORT][/PATH] or wss://...; default " + DefaultUrl);
                return 2;
            }

            Program.Run(url);
            return 0;
        }

        private static bool IsWebSocketUrl(string text)
        {
            return Uri.TryCreate(text, UriKind.Absolute, out Uri uri)
                && (uri.Scheme == Uri.UriSchemeWs || uri.Scheme == Uri.UriSchemeWss)
                && uri.Host.Length > 0;
        }
    }
}
