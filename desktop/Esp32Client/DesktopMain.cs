using System;

namespace Esp32Client
{
    internal static class DesktopMain
    {
        private const string DefaultUrl = "ws://127.0.0.1:8000/";

        private static int Main(string[] args)
        {
            if (args.Length > 1)
            {
                return ShowUsage();
            }

            try
            {
                Program.Run(args.Length == 0 ? DefaultUrl : args[0]);
                return 0;
            }
            catch (ArgumentException)
            {
                return ShowUsage();
            }
            catch (NotSupportedException)
            {
                return ShowUsage();
            }
        }

        private static int ShowUsage()
        {
            Console.Error.WriteLine("usage: Esp32Client [url]");
            Console.Error.WriteLine("  url  ws://HOST[:PORT][/PATH]; default " + DefaultUrl);
            return 2;
        }
    }
}
