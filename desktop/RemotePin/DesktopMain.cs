using System;

namespace RemotePin
{
    internal static class DesktopMain
    {
        private static int Main(string[] args)
        {
            if (args.Length != 2 || !ushort.TryParse(args[0], out ushort port))
            {
                Console.Error.WriteLine("usage: RemotePin PORT TOKEN");
                return 2;
            }

            // It returns only when it cannot listen.
            Program.Run(port, args[1]);
            return 1;
        }
    }
}
