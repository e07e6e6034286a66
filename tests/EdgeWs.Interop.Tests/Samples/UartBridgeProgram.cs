using System;
using System.IO;
using System.Net.Http;
using System.Net.WebSockets;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using EdgeWs.Desktop.Tests.Loops;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace EdgeWs.Desktop.Tests.Interop
{
    /// <summary>The UartBridge sample in a process of its own, and its clients.</summary>
    internal sealed class UartBridgeProgram : IDisposable
    {
        private readonly ChildProcess _process;

        private UartBridgeProgram(ChildProcess process)
        {
            _process = process;
        }

        public Uri Url { get; private set; }

        /// <summary>Starts the sample and waits until it listens.</summary>
        /// <param name="uart">What it calls its port.</param>
        /// <param name="arguments">What it is told of it.</param>
        public static UartBridgeProgram Start(string uart, params string[] arguments)
        {
            ChildProcess process = ChildProcess.Start("dotnet", Repository.Root, [Repository.FindProgram("UartBridge"), "0", .. arguments]);
            try
            {
                var program = new UartBridgeProgram(process);
                Assert.AreEqual(uart + " is open", program.ReadLine());
                Match listening = Regex.Match(program.ReadLine(), @"^listening on ws://.+:(\d+)/uart$");
                program.Url = new Uri("ws://127.0.0.1:" + listening.Groups[1].Value + "/uart");
                return program;
            }
            catch
            {
                process.Dispose();
                throw;
            }
        }

        public string ReadLine()
        {
            return _process.ReadLine(Patience.Limit);
        }

        public async Task<ClientWebSocket> ConnectAsync(HttpMessageInvoker way = null)
        {
            var client = new ClientWebSocket();
            await client.ConnectAsync(Url, way, Patience.Token);
            return client;
        }

        /// <summary>Reads from the UART until there are so many bytes.</summary>
        public static async Task<byte[]> ReadAsync(ClientWebSocket client, int count)
        {
            var bytes = new MemoryStream();
            while (bytes.Length < count)
            {
                await ReadMoreAsync(client, bytes);
            }

            return bytes.ToArray();
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
            _process.Dispose();
        }
    }
}
