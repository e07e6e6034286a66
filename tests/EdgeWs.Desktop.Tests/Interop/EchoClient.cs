using System;
using System.Collections.Concurrent;
using EdgeWs.Nano;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace EdgeWs.Desktop.Tests.Interop
{
    /// <summary>Our client, for a test to drive step by step.</summary>
    internal sealed class EchoClient : IDisposable
    {
        private readonly BlockingCollection<string> _events = new BlockingCollection<string>();
        private readonly BlockingCollection<byte[]> _messages = new BlockingCollection<byte[]>();
        private readonly LoopThread _loop = new LoopThread();
        private readonly WsClient _client;

        /// <param name="url">Where to connect.</param>
        /// <param name="configure">Changes the options; null for none.</param>
        public EchoClient(string url, Action<WsClientOptions> configure = null)
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
            _client = _loop.Run(() => Connect(url, options));
        }

        /// <summary>Why there is no connection: the kind, and the HTTP status where there was one.</summary>
        public string Failure => _client.Error == null ? string.Empty : _client.Error.Kind + " " + _client.Error.Status;

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
            Assert.IsTrue(data.AsSpan().SequenceEqual(_messages.Take()), "another message of the same length");
        }

        /// <summary>Takes the next message, whatever it says.</summary>
        public byte[] TakeMessage()
        {
            string next = TakeEvent();
            StringAssert.StartsWith(next, "text ");
            return _messages.Take();
        }

        public void Ping()
        {
            Assert.AreNotEqual(0, _loop.Run(() => _client.Ping(5000, tag => _events.Add("pong"))));
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

        public string TakeEvent()
        {
            return _events.TryTake(out string next, Deadlines.Step) ? next : "nothing in time";
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

        private WsClient Connect(string url, WsClientOptions options)
        {
            WsClient client = WsClient.Create(url, options);
            client.Opened += c => _events.Add("open " + c.Protocol);
            client.Pinged += (c, m) => _events.Add("ping " + m.GetString());
            client.Closed += (c, code, reason) => _events.Add("close " + code + " " + reason);
            client.Message += (c, m) =>
            {
                _messages.Add(m.ToArray());
                _events.Add((m.IsText ? "text " : "binary ") + m.Count);
            };
            return client;
        }
    }
}
