using System;
using System.Net;
using EdgeWs.Desktop.Tests.Interop;
using EdgeWs.Desktop.Tests.Platform;
using EdgeWs.Nano;
using EdgeWs.Nano.Http;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace EdgeWs.Desktop.Tests.Documents
{
    /// <summary>A fuzzing server of the public suite with a single case. EdgeWs.Conformance has all of them.</summary>
    internal sealed class SmallSuite : IDisposable
    {
        private readonly LoopThread _loop = new LoopThread();
        private readonly HttpHost _host;
        private bool _isReported;

        public SmallSuite()
        {
            int port = FreePort.Find();
            Url = "ws://127.0.0.1:" + port;
            _host = HttpHost.Create(new IPEndPoint(IPAddress.Loopback, port), new HttpHostOptions { Scheduler = _loop.Scheduler });
            Add("/getCaseCount", channel => channel.Send("1"));
            Add("/runCase", channel => { });
            Add("/updateReports", channel => _isReported = true);
            Assert.IsTrue(_loop.Run(_host.Start));
        }

        /// <summary>Without a path.</summary>
        public string Url { get; }

        /// <summary>Whether the client has asked for the reports, which is the last that it does.</summary>
        public bool IsReported => _loop.Run(() => _isReported);

        public void Dispose()
        {
            _loop.Dispose();
            _host.Stop();
        }

        private void Add(string path, Action<WsServerChannel> play)
        {
            WsServer server = WsServer.Create(path, new WsServerOptions { Scheduler = _loop.Scheduler });
            server.Connection += (s, channel) =>
            {
                play(channel);
                channel.Close();
            };
            _host.Add(server);
        }
    }
}
