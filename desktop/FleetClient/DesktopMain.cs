using System;

namespace FleetClient
{
    internal static class DesktopMain
    {
        private static int Main(string[] args)
        {
            if (args.Length != 4 || !int.TryParse(args[3], out int everyMs))
            {
                Console.Error.WriteLine("usage: FleetClient URL NAME TOKEN MILLISECONDS");
                Console.Error.WriteLine("  reports to the hub at URL, from one report to the next MILLISECONDS");
                return 2;
            }

            try
            {
                Program.Run(args[0], args[1], args[2], everyMs);
                return 0;
            }
            catch (ArgumentException)
            {
                Console.Error.WriteLine("URL is ws://HOST[:PORT][/PATH], MILLISECONDS are 1 or more");
                return 2;
            }
        }
    }
}
