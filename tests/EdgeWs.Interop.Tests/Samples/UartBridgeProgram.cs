using System.Net.WebSockets;

namespace EdgeWs.Interop.Tests.Samples
{
    /// <summary>The UartBridge sample in a process of its own, and its clients.</summary>
    internal sealed class UartBridgeProgram : IDisposable
    {
        /// <summary>Starts the sample and waits until it listens.</summary>
        public UartBridgeProgram(string uart, params string[] arguments)
        {
            Process = ChildProcess.StartProgram("desktop/UartBridge", ["0", .. arguments]);
            Process.Expect(uart + " is open");
            Url = new Uri("ws://127.0.0.1:" + Process.ExpectLine(@"^listening on ws://.+:(\d+)/uart$").Groups[1].Value + "/uart");
        }

        public ChildProcess Process { get; }

        public Uri Url { get; }

        public async Task<ClientWebSocket> ConnectAsync()
        {
            var client = new ClientWebSocket();
            await client.ConnectAsync(Url, Patience.Token);
            return client;
        }

        /// <summary>Reads from the UART until that is there.</summary>
        public static async Task ExpectAsync(ClientWebSocket client, byte[] expected)
        {
            var bytes = new MemoryStream();
            while (bytes.Length < expected.Length)
            {
                await ReadMoreAsync(client, bytes);
            }

            CollectionAssert.AreEqual(expected, bytes.ToArray());
        }

        /// <summary>Reads from the UART what comes next.</summary>
        public static async Task ReadMoreAsync(ClientWebSocket client, MemoryStream bytes)
        {
            var buffer = new byte[1024];
            ValueWebSocketReceiveResult result = await client.ReceiveAsync(buffer.AsMemory(), Patience.Token);
            Assert.AreEqual(WebSocketMessageType.Binary, result.MessageType);
            bytes.Write(buffer, 0, result.Count);
        }

        public void Dispose()
        {
            Process.Dispose();
        }
    }
}
