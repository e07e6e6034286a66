using System;
using System.Globalization;
using System.Net;

namespace EdgeWs.Testee
{
    internal static class DesktopMain
    {
        // The server's default is the library's. The suite tells no client what is coming: it must take the largest message.
        private const int ServerMaxMessage = 16384;
        private const int ClientMaxMessage = 16777216;

        private static int Main(string[] args)
        {
            string role = args.Length > 0 ? args[0] : string.Empty;
            return role == "server" ? Serve(args)
                : role == "client" ? RunCases(args)
                : ShowUsage();
        }

        private static int Serve(string[] args)
        {
            int port = 0;
            int maxMessage = ServerMaxMessage;
            bool hasPort = false;
            for (int i = 1; i < args.Length; i += 2)
            {
                string value = i + 1 < args.Length ? args[i + 1] : string.Empty;
                bool isKnown = args[i] == "--port" ? hasPort = TryParse(value, 0, IPEndPoint.MaxPort, out port)
                    : args[i] == "--max-message" && TryParse(value, 1, int.MaxValue, out maxMessage);
                if (!isKnown)
                {
                    return ShowUsage();
                }
            }

            if (!hasPort)
            {
                return ShowUsage();
            }

            EchoServer.Run("127.0.0.1", port, maxMessage);
            return 1;
        }

        private static int RunCases(string[] args)
        {
            int maxMessage = ClientMaxMessage;
            string agent = null;
            for (int i = 2; i < args.Length; i += 2)
            {
                string value = i + 1 < args.Length ? args[i + 1] : string.Empty;
                bool isKnown = args[i] == "--agent" ? (agent = value).Length > 0
                    : args[i] == "--max-message" && TryParse(value, 1, int.MaxValue, out maxMessage);
                if (!isKnown)
                {
                    return ShowUsage();
                }
            }

            if (agent == null || !Uri.TryCreate(args[1], UriKind.Absolute, out Uri url) || url.Scheme != Uri.UriSchemeWs)
            {
                return ShowUsage();
            }

            string server = url.Scheme + "://" + url.Authority;
            return new SuiteClient(server, Uri.EscapeDataString(agent), maxMessage).Run() ? 0 : 1;
        }

        private static int ShowUsage()
        {
            Console.Error.WriteLine("usage: Testee server --port N [--max-message BYTES]");
            Console.Error.WriteLine("       Testee client ws://HOST:PORT --agent NAME [--max-message BYTES]");
            Console.Error.WriteLine("  server  echoes every message; port 0 lets the system choose; messages up to " + ServerMaxMessage + " bytes by default");
            Console.Error.WriteLine("  client  runs the cases of an Autobahn fuzzing server; messages up to " + ClientMaxMessage + " bytes by default");
            return 2;
        }

        private static bool TryParse(string text, int least, int most, out int value)
        {
            return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value) && value >= least && value <= most;
        }
    }
}
