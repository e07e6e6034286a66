using System.Diagnostics;
using System.Text.Json;
using MQTTnet;
using MQTTnet.Exceptions;
using MQTTnet.Formatter;
using MQTTnet.Protocol;

namespace EdgeWs.Interop.Tests.Samples
{
    /// <summary>Another implementation of MQTT that reads what a fleet publishes, in a session that outlives the loss of a broker, and gives commands.</summary>
    internal sealed class FleetObserver : IDisposable
    {
        private readonly IMqttClient _client = new MqttClientFactory().CreateMqttClient();
        private readonly string[] _urls;
        private readonly CancellationTokenSource _end = new CancellationTokenSource();
        private readonly object _lock = new object();
        private readonly HashSet<(string Device, long Boot, int Number)> _readings = [];
        private readonly Dictionary<string, JsonElement> _states = [];
        private readonly Dictionary<(string Word, string Device), JsonElement> _answers = [];
        private int _attempts;

        public FleetObserver(params string[] urls)
        {
            _urls = urls;
            _client.ApplicationMessageReceivedAsync += OnMessage;
            _client.DisconnectedAsync += _ => ConnectAsync();
            ConnectAsync().WaitAsync(Patience.Cluster).GetAwaiter().GetResult();
        }

        /// <summary>Readings that came more than once.</summary>
        public int Duplicates { get; private set; }

        public int Readings => _readings.Count;

        /// <summary>Waits for something to become true of what was published.</summary>
        public void Await(Func<bool> condition, Func<string> what)
        {
            var waited = Stopwatch.StartNew();
            lock (_lock)
            {
                while (!condition())
                {
                    Assert.IsTrue(Monitor.Wait(_lock, Patience.Cluster) && waited.Elapsed < Patience.Cluster, what());
                }
            }
        }

        public void AwaitOnline(int count)
        {
            int Online() => _states.Values.Count(state => state.GetProperty("online").GetBoolean());
            Await(() => Online() == count, () => "devices online: " + Online());
        }

        /// <summary>Gives a command and waits until so many devices have answered.</summary>
        public IReadOnlyDictionary<string, JsonElement> Command(string command, int count, params IEnumerable<string> targets)
        {
            string word = "w" + Guid.NewGuid().ToString("N")[..8];
            foreach (string target in targets)
            {
                PublishAsync("fleet/" + target + "/cmd", word + " " + command).WaitAsync(Patience.Cluster).GetAwaiter().GetResult();
            }

            Dictionary<string, JsonElement> Answers() => _answers.Where(answer => answer.Key.Word == word).ToDictionary(answer => answer.Key.Device, answer => answer.Value);
            Await(() => Answers().Count >= count, () => $"answers to {command}: {Answers().Count}");
            return Answers();
        }

        /// <summary>Waits until every reading that a device says it has taken is here.</summary>
        public void AwaitReadings(IReadOnlyDictionary<string, JsonElement> answers)
        {
            string[] Missing() =>
            [
                .. from answer in answers
                   from number in Enumerable.Range(1, answer.Value.GetProperty("n").GetInt32())
                   where !_readings.Contains((answer.Key, answer.Value.GetProperty("boot").GetInt64(), number))
                   select answer.Key + "/" + number,
            ];
            Await(() => Missing().Length == 0, () => "missing: " + string.Join(' ', Missing().Take(50)));
        }

        public void Dispose()
        {
            _end.Cancel();
            _client.Dispose();
            _end.Dispose();
        }

        private async Task PublishAsync(string topic, string payload)
        {
            while (true)
            {
                try
                {
                    await _client.PublishStringAsync(topic, payload, MqttQualityOfServiceLevel.AtLeastOnce);
                    return;
                }
                catch (MqttCommunicationException)
                {
                    await ConnectAsync();
                }
            }
        }

        private async Task ConnectAsync()
        {
            while (!_end.IsCancellationRequested && !_client.IsConnected)
            {
                try
                {
                    MqttClientOptions options = new MqttClientOptionsBuilder()
                        .WithWebSocketServer(server => server.WithUri(_urls[_attempts++ % _urls.Length]))
                        .WithProtocolVersion(MqttProtocolVersion.V311).WithClientId("observer").WithCleanSession(false).WithKeepAlivePeriod(TimeSpan.FromSeconds(5)).Build();
                    await _client.ConnectAsync(options, _end.Token);
                    await _client.SubscribeAsync("fleet/+/reading", MqttQualityOfServiceLevel.AtLeastOnce, _end.Token);
                    await _client.SubscribeAsync("fleet/+/answer", MqttQualityOfServiceLevel.AtLeastOnce, _end.Token);
                    await _client.SubscribeAsync("fleet/+/state", MqttQualityOfServiceLevel.AtLeastOnce, _end.Token);
                }
                catch (Exception e) when (e is MqttCommunicationException or InvalidOperationException or OperationCanceledException)
                {
                    // The next one.
                }
            }
        }

        private Task OnMessage(MqttApplicationMessageReceivedEventArgs e)
        {
            string[] topic = e.ApplicationMessage.Topic.Split('/');
            JsonElement payload = JsonElement.Parse(e.ApplicationMessage.ConvertPayloadToString());
            lock (_lock)
            {
                switch (topic[2])
                {
                    case "reading":
                        bool isNew = _readings.Add((topic[1], payload.GetProperty("boot").GetInt64(), payload.GetProperty("n").GetInt32()));
                        Duplicates += isNew ? 0 : 1;
                        break;
                    case "state":
                        _states[topic[1]] = payload;
                        break;
                    default:
                        _answers[(payload.GetProperty("id").GetString(), topic[1])] = payload;
                        break;
                }

                Monitor.PulseAll(_lock);
            }

            return Task.CompletedTask;
        }
    }
}
