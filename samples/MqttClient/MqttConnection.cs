using System;
using System.Text;
using EdgeWs.Nano;
using EdgeWs.Samples;

namespace MqttClient
{
    /// <summary>Handles what was published.</summary>
    internal delegate void MqttMessageHandler(string topic, string payload);

    /// <summary>Handles the loss of the broker.</summary>
    internal delegate void MqttLossHandler(string cause);

    /// <summary>As much of an MQTT 3.1.1 client as quality of service 0 takes, over a WebSocket that is opened again when it is lost.</summary>
    internal sealed class MqttConnection
    {
        private const int KeepAliveSeconds = 60;
        private const int MaxPacketSize = 2048;

        private const int ConnectAnswer = 0x20;
        private const int SubscribeAnswer = 0x90;
        private const int Publication = 0x30;

        private readonly WsClient _client;
        private readonly byte[] _clientId;

        // The beginning of a packet whose rest is in a later message.
        private readonly byte[] _packet = new byte[MaxPacketSize];
        private int _count;

        internal MqttConnection(string url, string clientId)
        {
            _clientId = Encoding.UTF8.GetBytes(clientId);
            _client = WsClient.Create(url, new WsClientOptions
            {
                Protocols = new[] { "mqtt" },
                ReconnectDelay = 1000,
            });
            _client.Opened += OnOpened;
            _client.MessageReceived += OnMessage;
            _client.Reconnecting += (client, code, reason, attempt, delayMs) => Lost?.Invoke(Failure.Describe(client.Error, code, reason));
            _client.Closed += (client, code, reason) => Lost?.Invoke("the broker does not want this client, or speaks no MQTT");
            IoSched.SetInterval(SendPing, KeepAliveSeconds * 1000 / 2);
        }

        /// <summary>The broker has accepted the client, for the first time or again: subscriptions are to be made.</summary>
        internal event Action Connected;

        /// <summary>There is no broker, or not any more. It is tried again, unless the broker refused.</summary>
        internal event MqttLossHandler Lost;

        /// <summary>The broker has made a subscription.</summary>
        internal event Action Subscribed;

        /// <summary>Something was published.</summary>
        internal event MqttMessageHandler Received;

        internal bool Subscribe(string filter)
        {
            byte[] text = Encoding.UTF8.GetBytes(filter);
            return _client.Send(new MqttPacket(0x82, text.Length + 5).AddNumber(1).AddText(text).AddByte(0).Bytes);
        }

        internal bool Publish(string topic, string payload)
        {
            byte[] name = Encoding.UTF8.GetBytes(topic);
            byte[] content = Encoding.UTF8.GetBytes(payload);
            return _client.Send(new MqttPacket(Publication, name.Length + 2 + content.Length).AddText(name).AddBytes(content).Bytes);
        }

        private void SendPing()
        {
            _client.Send(new MqttPacket(0xC0, 0).Bytes);
        }

        private void OnOpened(WsClient client)
        {
            _count = 0;
            MqttPacket packet = new MqttPacket(0x10, _clientId.Length + 12)
                .AddText(Encoding.UTF8.GetBytes("MQTT"))
                .AddByte(4)
                .AddByte(2)
                .AddNumber(KeepAliveSeconds)
                .AddText(_clientId);
            client.Send(packet.Bytes);
        }

        /// <summary>A message may hold several packets, or a part of one: MQTT 3.1.1 section 6.0.</summary>
        private void OnMessage(WsConnection connection, WsMessage message)
        {
            int taken = 0;
            while (taken < message.Count)
            {
                int room = MaxPacketSize - _count;
                int count = message.Count - taken < room ? message.Count - taken : room;
                Array.Copy(message.Buffer, message.Offset + taken, _packet, _count, count);
                _count += count;
                taken += count;

                int used = HandlePackets();
                if (used < 0 || (used == 0 && _count == MaxPacketSize))
                {
                    connection.Close(WsCloseCode.PolicyViolation, "packet");
                    return;
                }

                _count -= used;
                Array.Copy(_packet, used, _packet, 0, _count);
            }
        }

        /// <returns>How many bytes were complete packets; -1 when it is no MQTT.</returns>
        private int HandlePackets()
        {
            int start = 0;
            while (_count - start >= 2)
            {
                int at = start + 1;
                int length = 0;
                int shift = 0;
                int digit;
                do
                {
                    if (at == _count)
                    {
                        return start;
                    }

                    if (shift > 21)
                    {
                        return -1;
                    }

                    digit = _packet[at++];
                    length |= (digit & 127) << shift;
                    shift += 7;
                }
                while (digit > 127);

                if (length > _count - at)
                {
                    return start;
                }

                if (!Handle(_packet[start], at, length))
                {
                    return -1;
                }

                start = at + length;
            }

            return start;
        }

        private bool Handle(int header, int at, int length)
        {
            switch (header)
            {
                case ConnectAnswer:
                    if (length != 2 || _packet[at + 1] != 0)
                    {
                        return false;
                    }

                    Connected?.Invoke();
                    return true;
                case SubscribeAnswer:
                    Subscribed?.Invoke();
                    return true;
                case Publication:
                case Publication | 1:
                    int name = length < 2 ? length : (_packet[at] << 8) + _packet[at + 1];
                    if (name + 2 > length)
                    {
                        return false;
                    }

                    Received?.Invoke(GetText(at + 2, name), GetText(at + 2 + name, length - 2 - name));
                    return true;
                default:
                    // The answer to a ping.
                    return true;
            }
        }

        private string GetText(int at, int count)
        {
            return count == 0 ? string.Empty : Encoding.UTF8.GetString(_packet, at, count);
        }
    }
}
