using System;
using System.IO.Ports;

namespace UartBridge
{
    internal static class DesktopMain
    {
        private static int Main(string[] args)
        {
            int baudRate = 115200;
            if (args.Length < 1 || args.Length > 3
                || !ushort.TryParse(args[0], out ushort port)
                || (args.Length == 3 && !(int.TryParse(args[2], out baudRate) && baudRate > 0)))
            {
                Console.Error.WriteLine("usage: UartBridge PORT [SERIALPORT [BAUDRATE]]");
                Console.Error.WriteLine("Without SERIALPORT a simulated device sends back what it gets, letters as capitals.");
                return 2;
            }

            // It returns only when it cannot listen.
            Program.Run(port, args.Length == 1 ? SerialPort.Simulated : args[1], baudRate);
            return 1;
        }
    }
}
