using System;
using EdgeWs.Nano;

namespace Fleet
{
    /// <summary>
    /// One of many devices. It reports readings, tells all who ask later whether it is there (<c>fleet/ID/state</c>, retained), and does what
    /// is said to it, to its group or to all (<c>fleet/ID/cmd</c>, <c>fleet/group/GROUP/cmd</c>, <c>fleet/all/cmd</c>).
    /// </summary>
    /// <remarks>
    /// A command is a word of your choice, a verb and what belongs to it, as in <c>a1 every 500</c>. The answer begins with the same word, at
    /// <c>fleet/ID/answer</c>, so that whoever asked knows it. A command can come twice, so all of them can be done twice.
    /// </remarks>
    internal sealed class FleetDevice
    {
        private const int FastestMs = 100;
        private const int SpreadMs = 4000;
        private const int LongestWord = 16;
        private const string Offline = "{\"online\":false}";

        private readonly MqttClient _mqtt;
        private readonly string _topics;
        private readonly string _group;
        private readonly Random _random = new Random();
        private readonly int _boot;

        private IoTimer _timer;
        private int _everyMs;
        private int _number;
        private int _refused;
        private int _connections;
        private bool _isStateTold;

        /// <param name="mqtt">Its client, which is not open yet.</param>
        /// <param name="id">Its name: letters, digits and hyphens, and no other device's.</param>
        /// <param name="group">The group that it belongs to, of such letters too.</param>
        internal FleetDevice(MqttClient mqtt, string id, string group)
        {
            _mqtt = mqtt;
            _topics = "fleet/" + id + "/";
            _group = group;

            // Numbers begin anew when the device does.
            _boot = _random.Next();
            mqtt.SetWill(_topics + "state", Offline);

            // What waits for one device costs a broker much more than what does not: NATS replicates a consumer for it.
            mqtt.Subscribe(_topics + "cmd", 1);
            mqtt.Subscribe("fleet/group/" + group + "/cmd", 0);
            mqtt.Subscribe("fleet/all/cmd", 0);
            mqtt.Subscribe(_topics + "state", 0);
            mqtt.Connected += OnConnected;
            mqtt.Acknowledged += TellState;
            mqtt.Received += OnReceived;
        }

        /// <summary>Begins to connect and to report.</summary>
        /// <param name="everyMs">The time from one reading to the next, until somebody says otherwise.</param>
        internal void Start(int everyMs)
        {
            ReportEvery(everyMs);

            // When the power comes back, all devices begin at the same moment.
            IoSched.SetTimeout(_mqtt.Open, _random.Next(SpreadMs));
        }

        /// <summary>A sensor of yours would put its value here.</summary>
        private string Read()
        {
            int tenths = 200 + _random.Next(20);
            return (tenths / 10).ToString() + "." + (tenths % 10).ToString();
        }

        private void OnConnected()
        {
            _connections++;
            ChangeState();
        }

        private void OnReceived(string topic, string payload)
        {
            if (topic != _topics + "state")
            {
                Obey(payload ?? string.Empty);
            }
            else if (payload == Offline)
            {
                // What the broker said of the connection before, which it found lost later than the device did.
                ChangeState();
            }
        }

        private void Obey(string command)
        {
            int space = command.IndexOf(' ');
            string word = space < 0 ? string.Empty : command.Substring(0, space);
            if (!IsWord(word))
            {
                // There is nothing to answer with.
                return;
            }

            string rest = command.Substring(space + 1);
            string result = "unknown";
            if (rest == "read")
            {
                result = Read();
            }
            else if (rest.StartsWith("every ") && int.TryParse(rest.Substring(6), out int everyMs) && everyMs >= FastestMs)
            {
                ReportEvery(everyMs);
                ChangeState();
                result = "ok";
            }

            Publish("answer", "{\"id\":\"" + word + "\",\"result\":\"" + result + "\"," + Count(_number) + "}");
        }

        /// <summary>Whether it can stand in JSON as it is.</summary>
        private static bool IsWord(string text)
        {
            foreach (char c in text.ToCharArray())
            {
                if ((c < 'a' || c > 'z') && (c < '0' || c > '9') && (c < 'A' || c > 'Z'))
                {
                    return false;
                }
            }

            return text.Length > 0 && text.Length <= LongestWord;
        }

        private void ReportEvery(int everyMs)
        {
            _everyMs = everyMs;
            IoSched.Clear(_timer);

            // Not all devices at the same moment, when all began or were told together.
            _timer = IoSched.SetTimeout(
                () =>
                {
                    Report();
                    _timer = IoSched.SetInterval(Report, everyMs);
                },
                _random.Next(everyMs));
        }

        /// <summary>What finds no room is counted, and the next reading tells it: the numbers themselves have no gaps.</summary>
        private void Report()
        {
            if (Publish("reading", "{\"value\":" + Read() + "," + Count(_number + 1) + "}"))
            {
                _number++;
            }
        }

        private string Count(int number)
        {
            return "\"boot\":" + _boot.ToString() + ",\"n\":" + number.ToString() + ",\"refused\":" + _refused.ToString();
        }

        private bool Publish(string topic, string payload)
        {
            bool isTaken = _mqtt.Publish(_topics + topic, payload, false);
            _refused += isTaken ? 0 : 1;
            return isTaken;
        }

        private void ChangeState()
        {
            _isStateTold = false;
            TellState();
        }

        /// <summary>Tells the newest state as soon as there is room for it.</summary>
        private void TellState()
        {
            _isStateTold = _isStateTold || _mqtt.Publish(
                _topics + "state",
                "{\"online\":true,\"group\":\"" + _group + "\",\"every\":" + _everyMs.ToString() + ",\"connections\":" + _connections.ToString()
                    + ",\"broker\":\"" + _mqtt.Url + "\"}",
                true);
        }
    }
}
