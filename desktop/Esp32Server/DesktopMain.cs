using System;
using System.Globalization;
using System.Net;
using System.Net.NetworkInformation;
using EdgeWs.Nano;
using nanoFramework.Security;

namespace Esp32Server
{
    internal static class DesktopMain
    {
        private const int DefaultPort = 8000;

        private static int Main(string[] args)
        {
            int port = DefaultPort;
            bool isSecure = Array.IndexOf(args, "--tls") >= 0;
            Sensor sensor = Array.IndexOf(args, "--lm75") >= 0 ? new Lm75(1) : new MadeUp();
            string[] numbers = Array.FindAll(args, arg => arg != "--tls" && arg != "--lm75");
            if (numbers.Length > 1 || (numbers.Length == 1 && !TryParsePort(numbers[0], out port)))
            {
                Console.Error.WriteLine("usage: Esp32Server [port] [--tls] [--lm75]");
                Console.Error.WriteLine("  port    0 to 65535, where 0 lets the system choose; default " + DefaultPort);
                Console.Error.WriteLine("  --tls   https and wss with a certificate made for this run, signed by nobody");
                Console.Error.WriteLine("  --lm75  read a simulated sensor on the I2C bus instead of making values up");
                return 2;
            }

            // It returns only when it cannot listen.
            Program.Run(port, isSecure ? CreateTls() : null, sensor);
            return 1;
        }

        private static WsTlsOptions CreateTls()
        {
            string address = NetworkInterface.GetAllNetworkInterfaces()[0].IPv4Address;
            return new WsTlsOptions
            {
                Certificate = SelfSignedCertificate.Create("localhost", "127.0.0.1", address),

                // Memory is no matter here.
                MaxSessions = 8,
            };
        }

        private static bool TryParsePort(string text, out int port)
        {
            return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out port)
                && port <= IPEndPoint.MaxPort;
        }
    }
}
