using System;
using System.Text;
using EdgeWs.Nano;
using EdgeWs.Nano.Tests;

namespace EdgeWs.Fuzz
{
    /// <summary>A client of the library and a server that the input plays.</summary>
    internal sealed class ClientSession : Session
    {
        /// <summary>The accept key of the example in RFC 6455 section 1.3: it stands in a stream for the right one.</summary>
        internal const string AcceptPlaceholder = "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=";

        private const int MaxAnswer = 4096;

        private readonly WsClientOptions _options = new WsClientOptions();
        private readonly MemoryConnector _connector = new MemoryConnector();
        private readonly WsClient _client;
        private bool _wasOpened;

        internal ClientSession(SessionPlan plan)
            : base(plan)
        {
            Internals.FixRandom(Loop.Scheduler);
            SetLimits(_options);
            if (plan.UsesProtocols)
            {
                _options.Protocols = new[] { "chat", "superchat" };
            }

            _client = WsClient.Create(WsUrl.Parse("ws://server.example.com/chat?a=b"), _options, _connector);
            _client.Opened += OnOpened;
            Attach(new ConnectionWatch(_client), message => _client.Send(message) ? 1 : 0);
        }

        protected override bool IsClient => true;

        /// <summary>Runs the session.</summary>
        /// <param name="stream">The answer and what comes behind it.</param>
        internal void Run(byte[] stream)
        {
            MemoryTransport transport = MemoryTransport.CreatePair();
            Connect(transport.Peer);
            _connector.Connect(transport);
            Step();
            while (HttpText.Read(Sent) == null)
            {
                // A slow peer reads the request in parts; it reads one part in four steps.
                Invariant.Require(Plan.Capacity > 0, "there is no request");
                Step();
                if (_client.State == WsConnectionState.Closed)
                {
                    break;
                }
            }

            HttpText request = HttpText.Read(Sent);
            int requestSize = Sent.Length;
            stream = request == null ? stream : PutAccept(stream, CheckRequest(request));
            Feed(stream);

            int sentBefore = Sent.Length;
            bool wasOpened = _wasOpened;
            End(0);

            int start = 0;
            HttpText answer = HttpText.Read(stream);
            while (Fits(answer) && Handshakes.IsInterim(answer))
            {
                start += answer.Size;
                answer = HttpText.Read(stream.AsSpan(start));
            }

            bool isAcceptable = Fits(answer) && request != null
                && Handshakes.IsAnswer(answer, request.Values("Sec-WebSocket-Key")[0], _options.Protocols);
            Invariant.Require(!wasOpened || isAcceptable, "an answer was accepted that should not be");
            Invariant.Require(wasOpened || !isAcceptable || !Plan.IsCalm, "an answer was not accepted that should be");
            Invariant.Require(wasOpened == (_client.Error == null), "the error does not tell whether the connection was opened");
            if (wasOpened)
            {
                ReadOnlySpan<byte> sent = Plan.IsCalm ? Sent.Slice(0, sentBefore) : Sent;
                Compare(stream.AsSpan(start + answer.Size), sent.Slice(requestSize));
            }
            else
            {
                Invariant.Require(Watch.CloseCode == WsCloseCode.Abnormal, "a failure to connect has the wrong code");
                Invariant.Require(request == null || Sent.Length == requestSize, "something follows the request");
            }
        }

        private static bool Fits(HttpText answer)
        {
            return answer != null && answer.Size <= MaxAnswer
                && answer.Fields.Count <= HttpHead.MaxFields;
        }

        private static byte[] PutAccept(byte[] stream, string accept)
        {
            int index = stream.AsSpan().IndexOf(Encoding.ASCII.GetBytes(AcceptPlaceholder));
            if (index < 0)
            {
                return stream;
            }

            byte[] changed = stream.AsSpan().ToArray();
            Encoding.ASCII.GetBytes(accept, changed.AsSpan(index));
            return changed;
        }

        private void OnOpened(WsClient client)
        {
            Invariant.Require(!_wasOpened, "opened was raised twice");
            _wasOpened = true;
            base.OnOpened(client);
        }

        /// <returns>The accept key that it asks for.</returns>
        private string CheckRequest(HttpText request)
        {
            Invariant.Require(request.Size == Sent.Length, "something follows the request");
            Invariant.Require(Handshakes.IsRequest(request, "/chat"), "the request is not valid");
            Invariant.Require(request.Items("Sec-WebSocket-Protocol").Length == _options.Protocols.Length, "the offer is not complete");
            return Handshakes.AcceptOf(request.Values("Sec-WebSocket-Key")[0]);
        }
    }
}
