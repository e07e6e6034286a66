using System;

namespace MqttClient
{
    internal static class DesktopMain
    {
        private const string DefaultUrl = "ws://127.0.0.1:9001/";

        private static int Main(string[] args)
        {
            if (args.Length > 1)
            {
                Console.Error.WriteLine("usage: MqttClient [url]");
                Console.Error.WriteLine("  url  ws://HOST[:PORT][/PATH] of a broker; default " + DefaultUrl);
                return 2;
            }

            try
            {
                Program.Run(args.Length == 0 ? DefaultUrl : args[0]);
                return 0;
            }
            catch (ArgumentException)
            {
                Console.Error.WriteLine(args[0] + " is no ws://HOST[:PORT][/PATH]");
                return 2;
            }
        }
    }
}
