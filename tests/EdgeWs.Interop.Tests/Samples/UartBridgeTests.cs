using System;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using System.Threading.Tasks;
using EdgeWs.Desktop.Tests.Loops;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace EdgeWs.Desktop.Tests.Interop
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
            _device.PlugIn();
            _bridge = UartBridgeProgram.Start(_device.Path, _device.Path);
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
            byte[] all = Enumerable.Range(0, 256).Select(value => (byte)value).ToArray();
            using ClientWebSocket client = await _bridge.ConnectAsync();
            await _device.WriteAsync(all);
            CollectionAssert.AreEqual(all, await UartBridgeProgram.ReadAsync(client, all.Length));
            await client.SendBytesAsync(all);
            CollectionAssert.AreEqual(all, await _device.ReadAsync(all.Length));

            byte[] text = Encoding.UTF8.GetBytes("grün\0€\r\n");
            await client.SendTextAsync(text);
            CollectionAssert.AreEqual(text, await _device.ReadAsync(text.Length));
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
            byte[] firsts = sent.Chunk(Length).Select(message => message.Distinct().Single()).ToArray();
            CollectionAssert.AreEqual(Enumerable.Range(0, Count).ToArray(), firsts.Where(first => first < 100).Select(first => (int)first).ToArray());
            CollectionAssert.AreEqual(Enumerable.Range(100, Count).ToArray(), firsts.Where(first => first >= 100).Select(first => (int)first).ToArray());

            byte[] answer = Encoding.UTF8.GetBytes("to both");
            await _device.WriteAsync(answer);
            CollectionAssert.AreEqual(answer, await UartBridgeProgram.ReadAsync(one, answer.Length));
            CollectionAssert.AreEqual(answer, await UartBridgeProgram.ReadAsync(other, answer.Length));
        }

        [TestMethod]
        public async Task WhatWasSentBeforeTheCloseGoesOut()
        {
            byte[] last = Enumerable.Repeat((byte)7, LargestMessage).ToArray();
            using ClientWebSocket client = await _bridge.ConnectAsync();
            await client.SendBytesAsync(last);
            await client.SendBytesAsync(last);
            Assert.AreEqual(EventLog.Closed(1000, ""), await client.CloseAsync(1000, ""));
            byte[] sent = await _device.ReadAsync(2 * LargestMessage);
            Assert.AreEqual(7, sent.Distinct().Single());
        }

        [TestMethod]
        public async Task FloodingClientIsClosedAndAnotherNotHeldUp()
        {
            byte[] word = Encoding.UTF8.GetBytes("a word in between");
            using ClientWebSocket other = await _bridge.ConnectAsync();
            using ClientWebSocket flooding = await _bridge.ConnectAsync();
            Task<string> closed = flooding.NextAsync();
            try
            {
                for (int i = 0; i < 64; i++)
                {
                    await flooding.SendBytesAsync(Enumerable.Repeat((byte)(128 + i), LargestMessage).ToArray());
                }
            }
            catch (WebSocketException)
            {
                // Closed already.
            }

            Assert.AreEqual(EventLog.Closed(1008, "faster than the UART"), await closed);
            await other.SendTextAsync(word);

            // Messages of the flood from the first on, none in part and none left out, and the word behind one of them.
            int messages = 0;
            byte[] begin = await _device.ReadAsync(word.Length);
            while (!begin.SequenceEqual(word))
            {
                byte[] rest = await _device.ReadAsync(LargestMessage - word.Length);
                Assert.AreEqual(128 + messages++, begin.Concat(rest).Distinct().Single());
                begin = await _device.ReadAsync(word.Length);
            }

            await _device.WriteAsync(word);
            CollectionAssert.AreEqual(word, await UartBridgeProgram.ReadAsync(other, word.Length));
        }

        [TestMethod]
        public async Task MessageTooLargeEndsTheConnection()
        {
            using ClientWebSocket client = await _bridge.ConnectAsync();
            await client.SendBytesAsync(new byte[LargestMessage + 1]);
            Assert.AreEqual(EventLog.Closed(1009, ""), await client.NextAsync());
        }

        [TestMethod]
        public async Task BurstArrivesWhole()
        {
            byte[] burst = MakeBurst();
            using ClientWebSocket client = await _bridge.ConnectAsync();
            Task writing = _device.WriteAsync(burst);
            CollectionAssert.AreEqual(burst, await UartBridgeProgram.ReadAsync(client, burst.Length));
            await writing;
        }

        [TestMethod]
        public async Task StuckClientCostsTheOthersNothing()
        {
            byte[] burst = MakeBurst();
            using ClientWebSocket stuck = await ConnectNarrowAsync();
            using ClientWebSocket client = await _bridge.ConnectAsync();
            Task writing = _device.WriteAsync(burst);
            CollectionAssert.AreEqual(burst, await UartBridgeProgram.ReadAsync(client, burst.Length));
            await writing;

            // It missed some, or was given up.
            var got = new MemoryStream();
            try
            {
                byte[] end = burst[^64..];
                while (!got.ToArray().AsSpan().EndsWith(end))
                {
                    await UartBridgeProgram.ReadMoreAsync(stuck, got);
                }
            }
            catch (WebSocketException)
            {
            }

            Assert.IsLessThan(burst.Length, got.Length);
            byte[] word = Encoding.UTF8.GetBytes("go on");
            await client.SendBytesAsync(word);
            CollectionAssert.AreEqual(word, await _device.ReadAsync(word.Length));
        }

        [TestMethod]
        public async Task DeviceVanishesAndComesBack()
        {
            using ClientWebSocket client = await _bridge.ConnectAsync();
            _device.PullOut();
            Assert.AreEqual(EventLog.Closed(1011, "the UART failed"), await client.NextAsync());
            StringAssert.StartsWith(_bridge.ReadLine(), _device.Path + " failed: ");

            using var early = new ClientWebSocket();
            early.Options.CollectHttpResponseDetails = true;
            await Assert.ThrowsExactlyAsync<WebSocketException>(() => early.ConnectAsync(_bridge.Url, Patience.Token));
            Assert.AreEqual(HttpStatusCode.ServiceUnavailable, early.HttpStatusCode);

            _device.PlugIn();
            Assert.AreEqual(_device.Path + " is open", _bridge.ReadLine());
            byte[] word = Encoding.UTF8.GetBytes("again");
            using ClientWebSocket late = await _bridge.ConnectAsync();
            await late.SendBytesAsync(word);
            CollectionAssert.AreEqual(word, await _device.ReadAsync(word.Length));
            await _device.WriteAsync(word);
            CollectionAssert.AreEqual(word, await UartBridgeProgram.ReadAsync(late, word.Length));
        }

        /// <summary>More than waits for a stuck client anywhere, in its buffers, in the system's and in the bridge's.</summary>
        private static byte[] MakeBurst()
        {
            var burst = new byte[160 * 1024];
            new Random(1).NextBytes(burst);
            return burst;
        }

        /// <summary>Connects so that little waits on the way to a client that does not read.</summary>
        private async Task<ClientWebSocket> ConnectNarrowAsync()
        {
            using var handler = new SocketsHttpHandler
            {
                ConnectCallback = async (context, token) =>
                {
                    var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 1024 };

                    // TCP_MAXSEG of Linux. The system makes the sender's buffer by it, of megabytes on the loopback interface otherwise.
                    socket.SetRawSocketOption(6, 2, BitConverter.GetBytes(536));
                    await socket.ConnectAsync(context.DnsEndPoint, token);
                    return new NetworkStream(socket, true);
                },
            };
            return await _bridge.ConnectAsync(new HttpMessageInvoker(handler, false));
        }
    }
}
