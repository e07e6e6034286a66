using System;
using System.Net;
using EdgeWs.Nano;
using EdgeWs.Nano.Http;
using EdgeWs.Samples;
using nanoFramework.Hardware.Esp32;

namespace UartBridge
{
    /// <summary>Puts what is behind a UART into the network: docs/uart-bridge.md.</summary>
    /// <remarks>
    /// Anybody in the network may connect and talk to it. docs/authentication-and-origins.md shows how to let in those only who
    /// know a token.
    /// </remarks>
    public static class Program
    {
        // Two pins that the board leaves free, crossed with those of the other side; docs/uart-bridge.md names some for each chip.
        private const int TransmitPin = 17;
        private const int ReceivePin = 16;

        /// <summary>Starts on the device.</summary>
        public static void Main()
        {
            // Only COM1 has pins to begin with, and on many boards it is the debugger's.
            Configuration.SetPinFunction(TransmitPin, DeviceFunction.COM2_TX);
            Configuration.SetPinFunction(ReceivePin, DeviceFunction.COM2_RX);
            Run(8000, "COM2", 115200);
        }

        /// <summary>Serves for ever.</summary>
        /// <param name="port">The port to listen on; 0 has the platform choose one.</param>
        /// <param name="portName">The UART.</param>
        /// <param name="baudRate">Its speed, with 8 data bits, no parity and one stop bit.</param>
        public static void Run(int port, string portName, int baudRate)
        {
            string address = Network.Join();
            IoSched.ErrorReported += (source, exception) => Console.WriteLine("error: " + exception.ToString());

            HttpHost host = HttpHost.Create(new IPEndPoint(IPAddress.Any, port));
            if (!host.Start())
            {
                Console.WriteLine("cannot listen on port " + port.ToString());
                return;
            }

            new Bridge(new Uart(portName, baudRate)).Start(host);
            string place = address + ":" + host.Port.ToString();
            Console.WriteLine("open http://" + place + "/ in a browser");
            Console.WriteLine("listening on ws://" + place + Bridge.Path);
            IoSched.Run();
        }
    }
}
