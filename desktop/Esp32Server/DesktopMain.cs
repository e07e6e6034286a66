using System;
using System.Globalization;
using System.Net;

namespace Esp32Server
{
    internal static class DesktopMain
    {
        private const int DefaultPort = 8000;

        private static int Main(string[] args)
        {
            int port = DefaultPort;
            if (args.Length > 1 || (args.Length == 1 && !TryParsePort(args[0], out port)))
            {
                Console.Error.WriteLine("usage: Esp32Server [port]");
                Console.Error.WriteLine("  port  0 to 65535, where 0 lets the system choose; default " + DefaultPort);
                return 2;
            }

            Program.Run(port);
            return 0;
        }

        private static bool TryParsePort(string text, out int port)
        {
            return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out port)
                && port <= IPEndPoint.MaxPort;
        }
    }
}
