using System;
using EdgeWs.Nano;
using EdgeWs.Samples;

namespace Fleet
{
    /// <summary>One of many devices that report to MQTT brokers, do what they are told, and come back whenever a broker was lost.</summary>
    public static class Program
    {
        private const int KeepAliveSeconds = 60;
        private const int EveryMs = 10000;

        /// <summary>Starts on the device. The URL in the settings is a broker's; of several there are commas in between.</summary>
        public static void Main()
        {
            string[] urls = Settings.ServerUrl.Split(',');
            WsTlsOptions tls = Tls.ForClient(urls[0]);
            Network.Join();
            if (tls != null && !tls.AcceptAnyServer)
            {
                Network.WaitForTime();
            }

            IoSched.ErrorReported += (source, exception) => Console.WriteLine("error: " + exception.ToString());
            Start(urls, "device-1", "workshop", string.Empty, EveryMs, KeepAliveSeconds, tls);
            IoSched.Run();
        }

        /// <summary>Adds a device to the loop.</summary>
        /// <param name="urls">Of brokers of one cluster.</param>
        /// <param name="id">Its name, for brokers too.</param>
        /// <param name="group">The group that it belongs to.</param>
        /// <param name="password">What proves its name. Over ws anybody in the network can read it. Empty for none.</param>
        /// <param name="everyMs">The time from one reading to the next.</param>
        /// <param name="keepAliveSeconds">Half of this time is the most that it waits for an answer of a broker, and between two attempts to connect.</param>
        /// <param name="tls">For wss; null for ws.</param>
        internal static void Start(string[] urls, string id, string group, string password, int everyMs, int keepAliveSeconds, WsTlsOptions tls)
        {
            MqttClient mqtt = new MqttClient(urls, id, password, keepAliveSeconds, tls);
            mqtt.Connected += () => Console.WriteLine(id + " connected to " + mqtt.Url);
            mqtt.Lost += (url, cause, delayMs) => Console.WriteLine(id + " without " + url + ": " + cause + "; next in " + delayMs.ToString() + " ms");
            new FleetDevice(mqtt, id, group).Start(everyMs);
        }
    }
}
