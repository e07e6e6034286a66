using System.Net;
using System.Net.WebSockets;

namespace EdgeWs.Interop.Tests.Samples
{
    /// <summary>The bridge as a process, with a pseudo-terminal for a UART.</summary>
    [TestClass]
    public class UartBridgeTests
    {
        private const int LargestMessage = 1024;

        private SerialDevice _device;
        private UartBridgeProgram _bridge;

        [TestInitialize]
        public void StartBridge()
        {
            _device = new SerialDevice();
            _bridge = new UartBridgeProgram(_device.Path, _device.Path);
        }

        [TestCleanup]
        public void EndBridge()
        {
            _bridge?.Dispose();
            _device?.Dispose();
        }

        [TestMethod]
        public async Task AllBytesBothWays()
        {
            byte[] all = Content.Bytes(256);
            using ClientWebSocket client = await _bridge.ConnectAsync();
            await _device.WriteAsync(all);
            await UartBridgeProgram.ExpectAsync(client, all);
            await client.SendBytesAsync(all);
            await _device.ExpectAsync(all);

            byte[] text = "grün\0€\r\n"u8.ToArray();
            await client.SendTextAsync(text);
            await _device.ExpectAsync(text);
            await client.SendBytesAsync(new byte[LargestMessage + 1]);
            await client.ExpectAsync(EventLog.Closed(1009));
        }

        [TestMethod]
        public async Task MessagesOfTwoClientsStayWhole()
        {
            const int Length = 300;
            const int Count = 6;
            using ClientWebSocket one = await _bridge.ConnectAsync();
            using ClientWebSocket other = await _bridge.ConnectAsync();
            for (int i = 0; i < Count; i++)
            {
                await one.SendBytesAsync(Enumerable.Repeat((byte)i, Length).ToArray());
                await other.SendBytesAsync(Enumerable.Repeat((byte)(100 + i), Length).ToArray());
            }

            byte[] sent = await _device.ReadAsync(2 * Count * Length);
            int[] firsts = [.. sent.Chunk(Length).Select(message => (int)message.Distinct().Single())];
            CollectionAssert.AreEqual(Enumerable.Range(0, Count).ToArray(), firsts.Where(first => first < 100).ToArray());
            CollectionAssert.AreEqual(Enumerable.Range(100, Count).ToArray(), firsts.Where(first => first >= 100).ToArray());

            byte[] answer = "to both"u8.ToArray();
            await _device.WriteAsync(answer);
            await UartBridgeProgram.ExpectAsync(one, answer);
            await UartBridgeProgram.ExpectAsync(other, answer);
        }

        [TestMethod]
        public async Task WhatWasSentBeforeTheCloseGoesOut()
        {
            byte[] last = Enumerable.Repeat((byte)7, LargestMessage).ToArray();
            using ClientWebSocket client = await _bridge.ConnectAsync();
            await client.SendBytesAsync(last);
            await client.SendBytesAsync(last);
            await client.CloseAsync(1000, string.Empty);
            await _device.ExpectAsync([.. last, .. last]);
        }

        [TestMethod]
        public async Task FloodingClientIsClosedAndAnotherNotHeldUp()
        {
            byte[] word = "a word in between"u8.ToArray();
            using ClientWebSocket other = await _bridge.ConnectAsync();
            using ClientWebSocket flooding = await _bridge.ConnectAsync();
            Task reading = ExpectFloodAsync(word);
            Task<string> closed = flooding.NextAsync();
            for (int i = 0; !closed.IsCompleted; i++)
            {
                try
                {
                    await flooding.SendBytesAsync(Enumerable.Repeat((byte)i, LargestMessage).ToArray());
                }
                catch (WebSocketException)
                {
                    // Closed already.
                    break;
                }
            }

            Assert.AreEqual(EventLog.Closed(1008, "faster than the UART"), await closed);
            await other.SendTextAsync(word);
            await reading;
            await _device.WriteAsync(word);
            await UartBridgeProgram.ExpectAsync(other, word);
        }

        [TestMethod]
        public async Task DeviceVanishesAndComesBack()
        {
            using ClientWebSocket client = await _bridge.ConnectAsync();
            _device.PullOut();
            await client.ExpectAsync(EventLog.Closed(1011, "the UART failed"));
            _bridge.Process.ExpectLine("^" + _device.Path + " failed: ");

            using var early = new ClientWebSocket();
            early.Options.CollectHttpResponseDetails = true;
            await Assert.ThrowsExactlyAsync<WebSocketException>(() => early.ConnectAsync(_bridge.Url, Patience.Token));
            Assert.AreEqual(HttpStatusCode.ServiceUnavailable, early.HttpStatusCode);

            _device.PlugIn();
            _bridge.Process.Expect(_device.Path + " is open");
            byte[] word = "again"u8.ToArray();
            using ClientWebSocket late = await _bridge.ConnectAsync();
            await late.SendBytesAsync(word);
            await _device.ExpectAsync(word);
            await _device.WriteAsync(word);
            await UartBridgeProgram.ExpectAsync(late, word);
        }

        /// <summary>Messages of the flood from the first on, none in part and none left out, and the word behind one of them.</summary>
        private async Task ExpectFloodAsync(byte[] word)
        {
            int messages = 0;
            byte[] begin;
            while (!(begin = await _device.ReadAsync(word.Length)).SequenceEqual(word))
            {
                byte[] rest = await _device.ReadAsync(LargestMessage - word.Length);
                Assert.AreEqual((byte)messages++, begin.Concat(rest).Distinct().Single());
            }
        }
    }
}
