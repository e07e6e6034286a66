using System;
using EdgeWs.Nano;
using EdgeWs.Samples;

namespace Esp32Client
{
    internal static class DesktopMain
    {
        private const string DefaultUrl = "ws://127.0.0.1:8000/";

        private static int Main(string[] args)
        {
            bool acceptsAny = args.Length > 0 && args[args.Length - 1] == "--insecure";
            int urls = acceptsAny ? args.Length - 1 : args.Length;
            if (urls > 1)
            {
                return ShowUsage();
            }

            try
            {
                string url = urls == 0 ? DefaultUrl : args[0];
                Program.Run(url, acceptsAny ? new WsTlsOptions { AcceptAnyServer = true } : Tls.ForClient(url));
                return 0;
            }
            catch (ArgumentException)
            {
                return ShowUsage();
            }
        }

        private static int ShowUsage()
        {
            Console.Error.WriteLine("usage: Esp32Client [url] [--insecure]");
            Console.Error.WriteLine("  url         ws[s]://HOST[:PORT][/PATH]; default " + DefaultUrl);
            Console.Error.WriteLine("  --insecure  wss with any server, one with a certificate signed by nobody too");
            return 2;
        }
    }
}
