using System;
using System.Collections.Concurrent;
using EdgeWs.Nano;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace EdgeWs.Desktop.Tests.Interop
{
    /// <summary>Our client, for a test to drive step by step.</summary>
    internal sealed class EchoClient : IDisposable
    {
        private readonly BlockingCollection<(string Name, byte[] Data)> _events = new BlockingCollection<(string, byte[])>();
        private readonly LoopThread _loop = new LoopThread();
        private readonly WsClient _client;

        /// <param name="url">Where to connect.</param>
        /// <param name="configure">Changes the options; null for none.</param>
        /// <param name="tls">For a wss URL.</param>
        public EchoClient(string url, Action<WsClientOptions> configure = null, WsTlsOptions tls = null)
        {
            var options = new WsClientOptions
            {
                Scheduler = _loop.Scheduler,
                MaxMessageSize = Exchange.LargeSize,
                MaxFragments = Exchange.MaxFragments,
                MaxBufferedBytes = 2 * Exchange.LargeSize,
                Protocols = new[] { "other", Exchange.Protocol },
            };
            configure?.Invoke(options);
            _client = _loop.Run(() => Connect(url, options, tls));
        }

        /// <summary>Why there is no connection: the kind, and the HTTP status where there was one.</summary>
        public string Failure => _client.Error == null ? string.Empty : _client.Error.Kind + " " + _client.Error.Status;

        /// <summary>The message of the event that was taken last; null when that was none.</summary>
        public byte[] LastMessage { get; private set; }

        public void Send(string text)
        {
            Assert.IsTrue(_loop.Run(() => _client.Send(text)), "the message was not taken");
        }

        public void Send(byte[] data, WsMessageType type)
        {
            Assert.IsTrue(_loop.Run(() => _client.Send(data, 0, data.Length, type)), "the message was not taken");
        }

        /// <summary>Sends a message and fails unless the same comes back, with its type.</summary>
        public void Echo(byte[] data, WsMessageType type)
        {
            Send(data, type);
            ExpectMessage(data, type);
        }

        public void ExpectMessage(byte[] data, WsMessageType type)
        {
            ExpectEvent((type == WsMessageType.Text ? "text " : "binary ") + data.Length);
            Assert.IsTrue(data.AsSpan().SequenceEqual(LastMessage), "another message of the same length");
        }

        public void Ping()
        {
            Assert.AreNotEqual(0, _loop.Run(() => _client.Ping(5000, tag => Add("pong"))));
        }

        public void Close(int code, string reason)
        {
            _loop.Run(() =>
            {
                _client.Close(code, reason);
                return true;
            });
        }

        /// <summary>Fails unless this is what happens next.</summary>
        public void ExpectEvent(string expected)
        {
            Assert.AreEqual(expected, TakeEvent());
        }

        /// <summary>Takes what happens next: open, text, binary, ping, pong or close, and its value.</summary>
        /// <exception cref="TimeoutException">Nothing came in time.</exception>
        public string TakeEvent()
        {
            if (!_events.TryTake(out (string Name, byte[] Data) next, Deadlines.Step))
            {
                throw new TimeoutException();
            }

            LastMessage = next.Data;
            return next.Name;
        }

        public void AssertNoErrors()
        {
            _loop.AssertNoErrors();
        }

        public void Dispose()
        {
            // Frees the socket of a test that failed half-way.
            _loop.Scheduler.Post(_client.Finish);
            _loop.Dispose();
        }

        private WsClient Connect(string url, WsClientOptions options, WsTlsOptions tls)
        {
            WsClient client = WsClient.Create(url, options, tls);
            client.Opened += c => Add("open " + c.Protocol);
            client.Pinged += (c, m) => Add("ping " + m.GetString());
            client.Closed += (c, code, reason) => Add("close " + code + " " + reason);
            client.Message += (c, m) => Add((m.IsText ? "text " : "binary ") + m.Count, m.ToArray());
            return client;
        }

        private void Add(string name, byte[] data = null)
        {
            _events.Add((name, data));
        }
    }
}
