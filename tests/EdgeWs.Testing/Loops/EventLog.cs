using System.Collections.Concurrent;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using EdgeWs.Nano.Tests;

namespace EdgeWs.Testing
{
    /// <summary>The events of a connection as lines that a test takes one after the other.</summary>
    /// <remarks><c>open</c>, <c>text:…</c>, <c>binary:HEX</c>, <c>ping:HEX</c>, <c>drained</c>, <c>again:CODE:REASON:ATTEMPT</c>, <c>closed:CODE:REASON</c>.</remarks>
    internal sealed class EventLog
    {
        private const int LongMessage = 200;

        private readonly BlockingCollection<string> _lines = new BlockingCollection<string>();
        private readonly ConcurrentQueue<string> _taken = new ConcurrentQueue<string>();
        private WsClient _client;

        /// <summary>The line for a message. A long one is told by its length and its digest.</summary>
        public static string Describe(bool isText, ReadOnlySpan<byte> message)
        {
            string content = message.Length > LongMessage ? message.Length + " bytes " + Convert.ToHexString(SHA256.HashData(message))
                : isText ? Encoding.UTF8.GetString(message)
                : Convert.ToHexString(message);
            return (isText ? "text:" : "binary:") + content;
        }

        public static string Text(string message)
        {
            return Describe(true, Encoding.UTF8.GetBytes(message));
        }

        public static string Binary(ReadOnlySpan<byte> message)
        {
            return Describe(false, message);
        }

        public static string Closed(int code, string reason = "")
        {
            return "closed:" + code + ":" + reason;
        }

        /// <summary>Begins to write down what a connection raises. To be called where its events can be subscribed to.</summary>
        public EventLog Watch(WsConnection connection)
        {
            if (connection is WsClient client)
            {
                _client = client;
                client.Opened += c => Add("open");
                client.Reconnecting += (c, code, reason, attempt, delayMs) => Add("again:" + code + ":" + reason + ":" + attempt);
            }

            connection.OnMessage((c, m) => Add(Describe(m.IsText, m.Buffer.AsSpan(m.Offset, m.Count))));
            connection.OnPinged((c, m) => Add("ping:" + Convert.ToHexString(m.Buffer, m.Offset, m.Count)));
            connection.OnDrained(c => Add("drained"));
            connection.OnClosed((c, code, reason) => Add(Closed(code, reason)));
            return this;
        }

        public void Add(string line)
        {
            _lines.Add(line);
        }

        /// <summary>Waits for the next line.</summary>
        /// <exception cref="AssertFailedException">None came in time.</exception>
        public string Next()
        {
            Assert.IsTrue(_lines.TryTake(out string line, Patience.Limit), "Nothing came in time after: " + string.Join(" | ", _taken));
            _taken.Enqueue(line);
            return line;
        }

        /// <summary>Asserts what comes next, in this order.</summary>
        public void Expect(params string[] lines)
        {
            foreach (string line in lines)
            {
                Assert.AreEqual(line, Next(), $"{_client?.Error} {_client?.Error?.Exception}");
            }
        }

        /// <summary>Waits for a line that begins so and passes over others.</summary>
        public string ExpectLater(string beginning)
        {
            // Lines that come for ever must not keep a test waiting for ever.
            var waited = Stopwatch.StartNew();
            string line;
            while (!(line = Next()).StartsWith(beginning, StringComparison.Ordinal))
            {
                Assert.IsTrue(waited.Elapsed < Patience.Limit, beginning + " did not come in time, but: " + string.Join(" | ", _taken));
            }

            return line;
        }

        /// <summary>Asserts that nothing came that was not taken.</summary>
        public void ExpectNothing()
        {
            Assert.IsEmpty(_lines);
        }
    }
}
