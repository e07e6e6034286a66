using System;

namespace EdgerosExamples
{
    internal static class DesktopMain
    {
        private static int Main(string[] args)
        {
            string where = args.Length == 2 ? args[1] : string.Empty;
            switch (args.Length == 2 ? args[0] : string.Empty)
            {
                case "own-port":
                    OwnPortServer.Run(int.Parse(where));
                    return 0;
                case "http":
                    HttpUpgradeServer.Run(int.Parse(where));
                    return 0;
                case "webapp":
                    WebAppUpgradeServer.Run(int.Parse(where));
                    return 0;
                case "events":
                    EventClient.Run(where);
                    return 0;
                case "promise":
                    PromiseClient.Run(where);
                    return 0;
                default:
                    Console.Error.WriteLine("usage: EdgerosExamples own-port|http|webapp PORT");
                    Console.Error.WriteLine("       EdgerosExamples events|promise URL");
                    return 2;
            }
        }
    }
}
