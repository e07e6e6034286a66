using System;
using EdgeWs.Nano;
using EdgeWs.Samples;

namespace Fleet
{
    /// <summary>Handles what was published. The payload is null when it is larger than what the client takes.</summary>
    internal delegate void MqttMessageHandler(string topic, string payload);

    /// <summary>Handles the loss of a broker, or an attempt to reach one that failed: of which, why, and in how many milliseconds the next follows.</summary>
    internal delegate void MqttLossHandler(string url, string cause, int delayMs);

    /// <summary>
    /// A client of MQTT 3.1.1 over WebSocket. Its session outlives its connections, and what it publishes is kept until a broker has
    /// acknowledged it: quality of service 1. Of several brokers it uses one, and goes to another when it loses that.
    /// </summary>
    internal sealed class MqttClient
    {
        // What is kept until it is acknowledged, and the largest packet that is received.
        private const int StoreSize = 4096;
        private const int MostReceived = 512;

        private const int FirstRetryMs = 1000;
        private const int StableMs = 10000;
        private const int CloseMs = 1000;

        // The broker says nothing, or no MQTT.
        private const int RetryAfterFailureMs = 3000;

        private const int AcceptedAnswer = 0;
        private const int SessionPresent = 1;
        private const int RefusedFilter = 0x80;

        // Flags of a CONNECT, section 3.1.2.3. Clean session is not among them.
        private const int HasUserName = 0x80;
        private const int HasPassword = 0x40;
        private const int HasRetainedWill = 0x2C;

        private readonly string[] _urls;
        private readonly string _clientId;
        private readonly string _password;
        private readonly int _keepAliveSeconds;
        private readonly WsTlsOptions _tls;
        private readonly Random _random = new Random();
        private readonly MqttReader _reader = new MqttReader(MostReceived);
        private readonly MqttPackets _output = new MqttPackets(512);

        // The one SUBSCRIBE of a session.
        private readonly MqttPackets _subscription = new MqttPackets(256);
        private int _filters;

        // PUBLISH packets without an acknowledgement, in the order in which they were published. Those before _sent are on their way.
        private readonly MqttPackets _store = new MqttPackets(StoreSize);
        private int _sent;
        private int _identifier;

        private WsClient _client;
        private int _urlIndex;
        private string _willTopic;
        private string _willPayload;
        private string _cause;
        private bool _isConnected;
        private bool _isSubscribed;
        private bool _isAwaitingAnswer;
        private IoTimer _timer;

        /// <param name="urls">Where brokers of one cluster listen for WebSockets, all with the same scheme. The first to be tried is chosen at random.</param>
        /// <param name="clientId">What the session belongs to: no other client may have it.</param>
        /// <param name="password">What proves it, with the client's identifier for a user name; empty for none.</param>
        /// <param name="keepAliveSeconds">Brokers take a client for lost that was silent for half as long again. Half of this time is the most that the client waits for an answer, and between two attempts to connect.</param>
        /// <param name="tls">For wss; null for ws.</param>
        internal MqttClient(string[] urls, string clientId, string password, int keepAliveSeconds, WsTlsOptions tls)
        {
            _urls = urls;
            _clientId = clientId;
            _password = password;
            _keepAliveSeconds = keepAliveSeconds;
            _tls = tls;
            _urlIndex = _random.Next(urls.Length);
            _subscription.Begin(MqttPackets.Subscribe).AddNumber(1);
        }

        /// <summary>A broker has accepted the client and has its subscriptions, for the first time or again.</summary>
        internal event Action Connected;

        /// <summary>There is no broker, or not any more. The next attempt follows.</summary>
        internal event MqttLossHandler Lost;

        /// <summary>Something was published. It can come twice, when its acknowledgement was lost.</summary>
        internal event MqttMessageHandler Received;

        /// <summary>A broker is responsible now for something that was published: there is room for more.</summary>
        internal event Action Acknowledged;

        /// <summary>Where the broker is.</summary>
        internal string Url => _client.Url;

        /// <summary>Has brokers publish this, and retain it, when they lose the client. To be called before <see cref="Open"/>.</summary>
        internal void SetWill(string topic, string payload)
        {
            _willTopic = topic;
            _willPayload = payload;
        }

        /// <summary>Subscribes, in every new session. To be called before <see cref="Open"/>.</summary>
        /// <param name="filter">The topics.</param>
        /// <param name="qualityOfService">1 for what waits for the client while it is away; 0 for what does not.</param>
        internal void Subscribe(string filter, int qualityOfService)
        {
            _subscription.AddString(filter).AddByte(qualityOfService);
            _filters++;
        }

        /// <summary>Begins to connect.</summary>
        internal void Open()
        {
            _subscription.End();
            Connect();
        }

        /// <summary>Publishes with quality of service 1, now or when there is a broker.</summary>
        /// <returns>False when there is no room to keep it: nothing was published then.</returns>
        internal bool Publish(string topic, string payload, bool retain)
        {
            if (!_store.HasRoom(topic.Length + payload.Length))
            {
                return false;
            }

            _identifier = (_identifier % 65535) + 1;
            _store.Begin(MqttPackets.Publish | MqttPackets.AtLeastOnce | (retain ? MqttPackets.Retain : 0))
                .AddString(topic).AddNumber(_identifier).AddContent(payload).End();
            SendStored();
            return true;
        }

        private void Connect()
        {
            _client = WsClient.Create(
                _urls[_urlIndex],
                new WsClientOptions
                {
                    Protocols = new[] { "mqtt" },
                    ReconnectDelay = FirstRetryMs,
                    MaxReconnectDelay = _keepAliveSeconds * 1000 / 2,
                    StableTime = StableMs,
                    StreamMessages = true,
                    CloseTimeout = CloseMs,

                    // PINGREQ asks the broker itself, and tells it that the client is there.
                    HeartbeatInterval = 0,
                },
                _tls);
            _client.Opened += OnOpened;
            _client.MessageReceived += OnMessage;
            _client.Drained += client => SendStored();
            _client.Reconnecting += (client, code, reason, attempt, delayMs) =>
            {
                Lose(Failure.Describe(client.Error, code, reason), delayMs);
                client.Url = _urls[_urlIndex];
            };
            _client.Closed += (client, code, reason) =>
            {
                int delayMs = RetryAfterFailureMs + _random.Next(RetryAfterFailureMs);
                Lose("no answer", delayMs);
                IoSched.SetTimeout(Connect, delayMs);
            };
        }

        private void OnOpened(WsClient client)
        {
            int flags = (_willTopic == null ? 0 : HasRetainedWill) | (_password.Length == 0 ? 0 : HasUserName | HasPassword);
            _output.Begin(MqttPackets.Connect).AddString("MQTT").AddByte(4).AddByte(flags).AddNumber(_keepAliveSeconds).AddString(_clientId);
            if (_willTopic != null)
            {
                _output.AddString(_willTopic).AddString(_willPayload);
            }

            if (_password.Length > 0)
            {
                _output.AddString(_clientId).AddString(_password);
            }

            SendOutput();
            _reader.Reset();
            _isAwaitingAnswer = true;
            _timer = IoSched.SetInterval(CheckBroker, _keepAliveSeconds * 1000 / 2);
        }

        /// <summary>A broker that did not answer in half of the time for which it would wait for the client is not there for it.</summary>
        private void CheckBroker()
        {
            if (_isAwaitingAnswer)
            {
                Drop("no answer in time");
                return;
            }

            _isAwaitingAnswer = true;
            _output.Begin(MqttPackets.PingReq);
            SendOutput();
        }

        private void OnMessage(WsClient client, WsMessage message)
        {
            int at = message.Offset;
            int end = at + message.Count;
            while (at < end && client.State == WsConnectionState.Open)
            {
                at = _reader.Read(message.Buffer, at, end);
                if (at < 0 || (_reader.IsComplete && !Handle()))
                {
                    Drop("the broker does not keep to the protocol");
                    return;
                }

                if (_reader.IsComplete)
                {
                    _reader.Reset();
                }
            }
        }

        /// <returns>False when the packet is none that a broker may send now.</returns>
        private bool Handle()
        {
            int length = _reader.Length;
            int head = _reader.Head;
            if ((head & 0xF0) == MqttPackets.Publish)
            {
                return HandlePublish(head & 6);
            }

            switch (head)
            {
                case MqttPackets.ConnAck:
                    return length == 2 && !_isConnected && HandleConnAck(_reader.GetByte(0), _reader.GetByte(1));
                case MqttPackets.SubAck:
                    if (length != 2 + _filters)
                    {
                        return false;
                    }

                    HandleSubAck(length);
                    return true;
                case MqttPackets.PubAck:
                    if (length != 2)
                    {
                        return false;
                    }

                    HandlePubAck(_reader.GetNumber(0));
                    return true;
                case MqttPackets.PingResp:
                    _isAwaitingAnswer = false;
                    return length == 0;
                default:
                    return false;
            }
        }

        private bool HandleConnAck(int flags, int answer)
        {
            if (answer != AcceptedAnswer)
            {
                // The broker ends the connection now, and the wait before the next attempt grows: section 3.2.2.3.
                _cause = "refused by the broker with code " + answer.ToString();
                return true;
            }

            if ((flags & SessionPresent) == 0 || !_isSubscribed)
            {
                Send(_subscription);
            }
            else
            {
                Begin();
            }

            return true;
        }

        private void HandleSubAck(int length)
        {
            _isSubscribed = true;
            for (int i = 2; i < length; i++)
            {
                _isSubscribed &= _reader.GetByte(i) != RefusedFilter;
            }

            if (_isSubscribed)
            {
                Begin();
            }
            else
            {
                Drop("a subscription was refused");
            }
        }

        /// <summary>The session is there, with its subscriptions.</summary>
        private void Begin()
        {
            _isAwaitingAnswer = false;
            _isConnected = true;
            Connected?.Invoke();
            SendStored();
        }

        private bool HandlePublish(int qualityOfService)
        {
            int name = _reader.Length < 2 ? _reader.Length : _reader.GetNumber(0);
            int payload = 2 + name + (qualityOfService == 0 ? 0 : 2);
            if (qualityOfService > MqttPackets.AtLeastOnce || payload > _reader.Length || payload > MostReceived)
            {
                return false;
            }

            // One that is too large is acknowledged all the same, or it would come again for ever.
            Received?.Invoke(_reader.GetText(2, name), _reader.IsCut ? null : _reader.GetText(payload, _reader.Length - payload));
            if (qualityOfService > 0)
            {
                _output.Begin(MqttPackets.PubAck).AddNumber(_reader.GetNumber(payload - 2));
                SendOutput();
            }

            return true;
        }

        private void HandlePubAck(int identifier)
        {
            int length;
            for (int at = 0; at < _sent; at += length)
            {
                length = _store.LengthAt(at);
                if (_store.IdentifierAt(at) == identifier)
                {
                    _store.RemoveAt(at);
                    _sent -= length;
                    Acknowledged?.Invoke();
                    return;
                }
            }
        }

        /// <summary>Sends what was not sent yet in this connection, as much as it takes.</summary>
        private void SendStored()
        {
            while (_isConnected && _sent < _store.Count)
            {
                int length = _store.LengthAt(_sent);
                if (!_client.Send(_store.Bytes, _sent, length, WsMessageType.Binary))
                {
                    // Drained follows.
                    return;
                }

                _sent += length;
            }
        }

        private void SendOutput()
        {
            _output.End();
            Send(_output);
            _output.Count = 0;
        }

        private void Send(MqttPackets packet)
        {
            if (!_client.Send(packet.Bytes, 0, packet.Count, WsMessageType.Binary))
            {
                Drop("the broker takes nothing");
            }
        }

        /// <summary>Gives up a connection that is of no use. Its end leads to <see cref="Lose"/>.</summary>
        private void Drop(string cause)
        {
            _cause = cause;
            _client.Close(WsCloseCode.PolicyViolation);
        }

        private void Lose(string cause, int delayMs)
        {
            IoSched.Clear(_timer);
            _isConnected = false;

            // What was sent is sent again, and says so: section 3.3.1.1.
            for (int at = 0; at < _sent; at += _store.LengthAt(at))
            {
                _store.Bytes[at] |= MqttPackets.Dup;
            }

            _sent = 0;
            string url = _client.Url;

            // Any of the others: the clients of a lost broker spread over all.
            if (_urls.Length > 1)
            {
                _urlIndex = (_urlIndex + 1 + _random.Next(_urls.Length - 1)) % _urls.Length;
            }

            Lost?.Invoke(url, _cause ?? cause, delayMs);
            _cause = null;
        }
    }
}
