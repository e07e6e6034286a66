namespace EdgeWs.Interop.Tests.Programs
{
    /// <summary>The code of docs/recipes.md, which is for the device.</summary>
    internal sealed class Recipes(Action<string> show)
    {
        public WsClient ConnectToSocketIo(string host, WsClientOptions options)
        {
            WsClient client = WsClient.Create(host + "/socket.io/?EIO=4&transport=websocket", options);
            client.MessageReceived += OnSocketIoPacket;
            return client;
        }

        private void OnSocketIoPacket(WsConnection client, WsMessage message)
        {
            string packet = message.IsText ? message.GetString() : string.Empty;
            if (packet == "2")
            {
                client.Send("3"); // Engine.IO's ping and pong: without it the server hangs up.
            }
            else if (packet.StartsWith("0{"))
            {
                client.Send("40"); // Into the namespace "/". With data for its middleware: 40{"token":"6f1c0e"}
            }
            else if (packet.StartsWith("40{"))
            {
                client.Send("42[\"reading\",{\"celsius\":21}]");
            }
            else if (packet.StartsWith("42") || packet.StartsWith("44"))
            {
                Show(packet); // 42["relay",true] is an event; 44{"message":"..."} tells why the namespace is closed to us.
            }
        }

        public WsClient ConnectToSignalR(string hub, WsClientOptions options)
        {
            WsClient client = WsClient.Create(hub, options);
            client.Opened += c => c.Send("{\"protocol\":\"json\",\"version\":1}\u001e");
            client.MessageReceived += OnSignalRRecords;
            return client;
        }

        private void OnSignalRRecords(WsConnection client, WsMessage message)
        {
            // A message may hold several records.
            foreach (string record in message.GetString().Split('\u001e'))
            {
                if (record == "{}")
                {
                    client.Send("{\"type\":1,\"target\":\"Report\",\"arguments\":[21]}\u001e");
                }
                else if (record == "{\"type\":6}")
                {
                    client.Send("{\"type\":6}\u001e"); // A ping: the server ends a connection from which nothing comes for 30 s.
                }
                else if (record.Length > 0)
                {
                    Show(record); // 1: a call; 7: the end, with the reason; {"error":"..."} instead of {}: refused.
                }
            }
        }

        public WsClient SubscribeByGraphQL(string url, WsClientOptions options)
        {
            options.Protocols = new[] { "graphql-transport-ws" };
            WsClient client = WsClient.Create(url, options);
            client.Opened += c => c.Send("{\"type\":\"connection_init\"}"); // A token goes into "payload":{...}
            client.MessageReceived += OnGraphQLMessage;
            return client;
        }

        private void OnGraphQLMessage(WsConnection client, WsMessage message)
        {
            string text = message.GetString();
            if (text.Contains("\"type\":\"connection_ack\""))
            {
                client.Send("{\"id\":\"1\",\"type\":\"subscribe\",\"payload\":{\"query\":\"subscription { setPoint }\"}}");
            }
            else if (text.Contains("\"type\":\"ping\""))
            {
                client.Send("{\"type\":\"pong\"}");
            }
            else
            {
                Show(text); // "next" with data, "error", or "complete" at the end of the subscription.
            }
        }

        public WsClient StartChargePoint(string centralSystem, string identity, string password, WsClientOptions options)
        {
            options.Protocols = new[] { "ocpp1.6" };
            options.SetCredentials(identity, password);
            WsClient client = WsClient.Create(centralSystem + "/" + identity, options);
            client.Opened += c => c.Send("[2,\"1\",\"BootNotification\",{\"chargePointVendor\":\"EdgeWs\",\"chargePointModel\":\"One\"}]");
            client.MessageReceived += OnOcppMessage;
            return client;
        }

        private void OnOcppMessage(WsConnection client, WsMessage message)
        {
            string text = message.GetString();
            Show(text);
            if (text.StartsWith("[2,"))
            {
                // A call: [2,"its id","Reset",{"type":"Soft"}]
                string[] parts = text.Split('"');
                client.Send(parts[3] == "Reset"
                    ? "[3,\"" + parts[1] + "\",{\"status\":\"Accepted\"}]"
                    : "[4,\"" + parts[1] + "\",\"NotImplemented\",\"\",{}]");
            }
        }

        public WsClient ConnectToHomeAssistant(string host, string token, WsClientOptions options)
        {
            options.MaxMessageSize = 16384; // Some entities have many attributes.
            WsClient client = WsClient.Create(host + "/api/websocket", options);
            client.MessageReceived += (c, message) =>
            {
                string text = message.GetString();
                if (text.StartsWith("{\"type\":\"auth_required\""))
                {
                    c.Send("{\"type\":\"auth\",\"access_token\":\"" + token + "\"}");
                }
                else if (text.StartsWith("{\"type\":\"auth_ok\""))
                {
                    c.Send("{\"id\":1,\"type\":\"subscribe_trigger\",\"trigger\":{\"platform\":\"state\",\"entity_id\":\"light.kitchen\"}}");
                }
                else if (text.StartsWith("{\"type\":\"auth_invalid\""))
                {
                    c.Close(); // It bans an address that goes on trying.
                }
                else
                {
                    Show(text); // "result" with "success", then "event" with each change.
                }
            };
            return client;
        }

        private void Show(string message)
        {
            show(message);
        }
    }
}
