using System;
using EdgeWs.Nano;
using EdgeWs.Samples;

namespace MqttClient
{
    /// <summary>Publishes a counter to an MQTT broker over WebSocket, and shows what everybody publishes below the same topic.</summary>
    public static class Program
    {
        private const int PublishEveryMs = 2000;

        private static int s_counter;

        /// <summary>Starts on the device. The URL in the settings is the broker's.</summary>
        public static void Main()
        {
            Run(Settings.ServerUrl);
        }

        /// <summary>Talks to the broker for ever.</summary>
        /// <param name="url">Where the broker listens for WebSockets.</param>
        public static void Run(string url)
        {
            Network.Join();
            IoSched.ErrorReported += (source, exception) => Console.WriteLine("error: " + exception.ToString());

            MqttConnection mqtt = new MqttConnection(url, "edgews-" + new Random().Next().ToString());
            mqtt.Connected += () =>
            {
                Console.WriteLine("connected");
                mqtt.Subscribe("edgews/#");
            };
            mqtt.Lost += cause => Console.WriteLine(cause);
            mqtt.Subscribed += () => Console.WriteLine("subscribed");
            mqtt.Received += (topic, payload) => Console.WriteLine(topic + ": " + payload);
            IoSched.SetInterval(() => mqtt.Publish("edgews/counter", (++s_counter).ToString()), PublishEveryMs);
            IoSched.Run();
        }
    }
}
