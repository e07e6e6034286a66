using System;
using System.Device.Gpio;
using System.Net;
using EdgeWs.Nano;
using EdgeWs.Nano.Http;
using EdgeWs.Samples;

namespace RemotePin
{
    /// <summary>Lets clients with the right token switch a pin, and tells all of them how it is. It has a page to do so with.</summary>
    /// <remarks>Over ws anybody in the network can read the token: docs/tls.md shows how to use wss.</remarks>
    public static class Program
    {
        /// <summary>Where many boards with an ESP32 have an LED.</summary>
        /// <remarks>
        /// Others have it elsewhere, with the low level for light, or an addressable one, which a level does not light: see what your
        /// board's maker says, or connect an LED with its resistor to a free pin.
        /// </remarks>
        private const int PinNumber = 2;

        private static GpioPin s_pin;

        // What an output was set to cannot be read from it.
        private static bool s_isHigh;

        /// <summary>Starts on the device.</summary>
        public static void Main()
        {
            Run(8000, "change-me");
        }

        /// <summary>Serves for ever.</summary>
        /// <param name="port">The port to listen on; 0 has the platform choose one.</param>
        /// <param name="token">What clients must know, made of characters that a header field may have.</param>
        public static void Run(int port, string token)
        {
            string address = Network.Join();
            IoSched.ErrorReported += (source, exception) => Console.WriteLine("error: " + exception.ToString());
            s_pin = new GpioController().OpenPin(PinNumber, PinMode.Output);

            WsServer server = WsServer.Create("/pin", new WsServerOptions { MaxMessageSize = 16 });
            server.Connecting += (s, handshake) => Authorize(handshake, token);
            server.Connected += (s, channel) =>
            {
                channel.Send(Level());
                channel.MessageReceived += (c, message) => Obey(s, c, message.IsText ? message.GetString() : string.Empty);
            };

            HttpHost host = HttpHost.Create(new IPEndPoint(IPAddress.Any, port));
            host.Add(server);
            host.RequestReceived += (h, exchange) => Answer(exchange, server, token);
            if (!host.Start())
            {
                Console.WriteLine("cannot listen on port " + port.ToString());
                return;
            }

            string place = address + ":" + host.Port.ToString();
            Console.WriteLine("open http://" + place + "/ in a browser, which asks for the token");
            Console.WriteLine("listening on ws://" + place + "/pin");
            IoSched.Run();
        }

        private static void Answer(HttpExchange exchange, WsServer server, string token)
        {
            switch (exchange.Path)
            {
                case "/":
                    exchange.AddHeader("Content-Encoding: gzip");
                    exchange.Respond(200, "text/html; charset=utf-8", Page.Gzip());
                    break;
                case "/state":
                    // Asked by a page whose handshake was refused, for browsers do not tell it why.
                    exchange.Respond(exchange.Headers["Authorization"] != "Bearer " + token ? "wrong token"
                        : server.ChannelCount < server.Options.MaxChannels ? string.Empty
                        : "full, all places are taken");
                    break;
            }
        }

        /// <summary>Programs send the token in a header field, pages as a subprotocol, for want of another way.</summary>
        private static void Authorize(WsHandshake handshake, string token)
        {
            if (Array.IndexOf(handshake.Protocols, "token." + token) >= 0)
            {
                // A browser wants one of those that it offered, and not to have the token sent back.
                handshake.Accept(Array.IndexOf(handshake.Protocols, "pin") >= 0 ? "pin" : null);
            }
            else if (handshake.Headers["Authorization"] != "Bearer " + token)
            {
                Console.WriteLine("refused");
                handshake.Refuse(401, "WWW-Authenticate: Bearer");
            }
        }

        private static void Obey(WsServer server, WsConnection connection, string command)
        {
            switch (command)
            {
                case "high":
                case "low":
                    Switch(command == "high");
                    server.Broadcast(Level());
                    break;
                case "toggle":
                    Switch(!s_isHigh);
                    server.Broadcast(Level());
                    break;
                default:
                    connection.Close(WsCloseCode.PolicyViolation, "high, low or toggle");
                    break;
            }
        }

        private static void Switch(bool isHigh)
        {
            s_pin.Write(isHigh ? PinValue.High : PinValue.Low);
            s_isHigh = isHigh;
        }

        private static string Level()
        {
            return s_isHigh ? "high" : "low";
        }
    }
}
