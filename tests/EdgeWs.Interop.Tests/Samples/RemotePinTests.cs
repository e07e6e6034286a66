using System;
using System.Net;
using System.Net.WebSockets;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using EdgeWs.Desktop.Tests.Loops;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace EdgeWs.Desktop.Tests.Interop
{
    /// <summary>The remote pin as a process, with a simulated pin.</summary>
    [TestClass]
    public class RemotePinTests
    {
        private ChildProcess _device;
        private Uri _url;

        [TestInitialize]
        public void StartDevice()
        {
            _device = ChildProcess.Start("dotnet", Repository.Root, Repository.FindProgram("RemotePin"), "0", "secret");
            Assert.AreEqual("pin 2 low", _device.ReadLine(Patience.Limit));
            string line = _device.ReadLine(Patience.Limit);
            _url = new Uri("ws://127.0.0.1:" + Regex.Match(line, @"^listening on ws://.+:(\d+)/pin$").Groups[1].Value + "/pin");
        }

        [TestCleanup]
        public void EndDevice()
        {
            _device.Dispose();
        }

        [TestMethod]
        public async Task CommandsReachThePinAndAllClients()
        {
            using ClientWebSocket program = await ConnectAsync("Bearer secret");
            using ClientWebSocket page = await ConnectAsync(null, "pin", "token.secret");
            Assert.AreEqual("pin", page.SubProtocol);
            foreach ((string command, string level) in new[] { ("high", "high"), ("toggle", "low"), ("toggle", "high"), ("low", "low") })
            {
                await program.SendTextAsync(command);
                Assert.AreEqual("pin 2 " + level, _device.ReadLine(Patience.Limit));
                Assert.AreEqual("text:" + level, await program.NextAsync());
                Assert.AreEqual("text:" + level, await page.NextAsync());
            }
        }

        [TestMethod]
        [DataRow("explode", 1008, "high, low or toggle")]
        [DataRow("much longer than any command", 1009, "")]
        public async Task WhatIsNoCommandEndsTheConnection(string command, int code, string reason)
        {
            using ClientWebSocket program = await ConnectAsync("Bearer secret");
            await program.SendTextAsync(command);
            Assert.AreEqual(EventLog.Closed(code, reason), await program.NextAsync());
        }

        [TestMethod]
        [DataRow(null)]
        [DataRow("Bearer guess")]
        [DataRow("Bearer ")]
        [DataRow("secret")]
        public async Task OthersAreRefused(string authorization)
        {
            using var client = new ClientWebSocket();
            client.Options.CollectHttpResponseDetails = true;
            if (authorization != null)
            {
                client.Options.SetRequestHeader("Authorization", authorization);
            }

            await Assert.ThrowsExactlyAsync<WebSocketException>(() => client.ConnectAsync(_url, Patience.Token));
            Assert.AreEqual(HttpStatusCode.Unauthorized, client.HttpStatusCode);
            Assert.AreEqual("refused", _device.ReadLine(Patience.Limit));
        }

        /// <summary>Connects and takes the level that the device begins with.</summary>
        private async Task<ClientWebSocket> ConnectAsync(string authorization, params string[] protocols)
        {
            var client = new ClientWebSocket();
            foreach (string protocol in protocols)
            {
                client.Options.AddSubProtocol(protocol);
            }

            client.Options.SetRequestHeader("Authorization", authorization);
            await client.ConnectAsync(_url, Patience.Token);
            Assert.AreEqual("text:low", await client.NextAsync());
            return client;
        }
    }
}
