using System;
using EdgeWs.Nano;
using EdgeWs.Samples;

namespace Fleet
{
    internal static class DesktopMain
    {
        private const string Cluster = "ws://localhost:9001/mqtt,ws://localhost:9002/mqtt,ws://localhost:9003/mqtt";
        private const int Groups = 4;

        private static int Main(string[] args)
        {
            if (args.Length % 2 > 0)
            {
                return ShowUsage();
            }

            string urls = Cluster;
            string password = string.Empty;
            int devices = 1;
            int everyMs = 10000;
            int keepAliveSeconds = 60;
            WsTlsOptions tls = null;
            for (int i = 0; i < args.Length; i += 2)
            {
                string value = args[i + 1];
                bool isGood = args[i] switch
                {
                    "--urls" => (urls = value).Length > 0,
                    "--devices" => int.TryParse(value, out devices) && devices > 0,
                    "--every" => int.TryParse(value, out everyMs) && everyMs > 0,
                    "--keep-alive" => int.TryParse(value, out keepAliveSeconds) && keepAliveSeconds > 0 && keepAliveSeconds < 65536,
                    "--password" => (password = value) != null,
                    "--trust" => (tls = value == "any" ? new WsTlsOptions { AcceptAnyServer = true } : null) != null,
                    _ => false,
                };
                if (!isGood)
                {
                    return ShowUsage();
                }
            }

            try
            {
                IoSched.ErrorReported += (source, exception) => Console.WriteLine("error: " + exception);
                for (int i = 1; i <= devices; i++)
                {
                    Program.Start(urls.Split(','), "device-" + i, "group-" + (i % Groups), password, everyMs, keepAliveSeconds, tls ?? Tls.ForClient(urls));
                }

                IoSched.Run();
                return 0;
            }
            catch (ArgumentException)
            {
                return ShowUsage();
            }
        }

        private static int ShowUsage()
        {
            Console.Error.WriteLine("usage: Fleet [--urls URL,URL...] [--devices COUNT] [--every MILLISECONDS] [--keep-alive SECONDS] [--password TEXT] [--trust any]");
            Console.Error.WriteLine("  URLs are ws[s]://HOST[:PORT][/PATH] of brokers of one cluster; default " + Cluster);
            return 2;
        }
    }
}
