using System;

namespace EdgerosExamples
{
    internal static class DesktopMain
    {
        private static int Main(string[] args)
        {
            string example = args.Length == 2 ? args[0] : string.Empty;
            string where = args.Length == 2 ? args[1] : string.Empty;
            bool isPort = ushort.TryParse(where, out ushort port) && port > 0;
            if (isPort)
            {
                Program.PrintAddress(port);
            }

            switch (example)
            {
                case "own-port" when isPort:
                    OwnPortServer.Run(port);
                    return 0;
                case "http" when isPort:
                    HttpUpgradeServer.Run(port);
                    return 0;
                case "webapp" when isPort:
                    WebAppUpgradeServer.Run(port);
                    return 0;
                case "events":
                case "promise":
                    return RunClient(example, where);
                default:
                    return ShowUsage();
            }
        }

        private static int RunClient(string example, string url)
        {
            try
            {
                if (example == "events")
                {
                    EventClient.Run(url);
                }
                else
                {
                    PromiseClient.Run(url);
                }

                return 0;
            }
            catch (ArgumentException)
            {
                return ShowUsage();
            }
        }

        private static int ShowUsage()
        {
            Console.Error.WriteLine("usage: EdgerosExamples own-port|http|webapp PORT");
            Console.Error.WriteLine("       EdgerosExamples events|promise URL");
            Console.Error.WriteLine("  PORT  1 to 65535");
            Console.Error.WriteLine("  URL   ws://HOST[:PORT][/PATH]");
            return 2;
        }
    }
}
