using System;
using System.Linq;
using System.Text;
using EdgeWs.Nano;
using EdgeWs.Nano.Tests;

namespace EdgeWs.Fuzz
{
    /// <summary>A server of the library and a client that the input plays.</summary>
    internal sealed class ServerSession : Session
    {
        private const string ServerPath = "/chat";

        private static readonly string[] s_refusals = { "400", "404", "405", "408", "426", "431" };

        private readonly MemoryListener _listener = new MemoryListener();
        private readonly WsServerOptions _options = new WsServerOptions();

        internal ServerSession(SessionPlan plan)
            : base(plan)
        {
            Internals.FixRandom(Loop.Scheduler);
            SetLimits(_options);
            if (plan.UsesProtocols)
            {
                _options.Protocols = new[] { "chat", "superchat" };
                _options.KeepHeaders = false;
            }

            WsServer server = WsServer.Create(ServerPath, _listener, _options);
            server.Connection += OnConnection;
            Loop.Run();
        }

        protected override bool IsClient => false;

        /// <summary>Runs the session.</summary>
        /// <param name="stream">The request and what comes behind it.</param>
        internal void Run(byte[] stream)
        {
            Connect(_listener.Connect());
            Feed(stream);

            int sentBefore = Sent.Length;
            bool wasOpened = Watch != null;
            End(1);

            HttpText request = HttpText.Read(stream);
            bool fits = request != null && request.Size <= _options.MaxHandshakeSize
                && request.Fields.Count <= HttpHead.MaxFields;
            bool isAcceptable = fits && Handshakes.IsRequest(request, ServerPath);
            Invariant.Require(!wasOpened || isAcceptable, "a request was accepted that should not be");
            Invariant.Require(wasOpened || !isAcceptable || !Plan.IsCalm, "a request was not accepted that should be");
            if (wasOpened)
            {
                // What came later is an attempt to find out whether the peer is still there.
                ReadOnlySpan<byte> sent = Plan.IsCalm ? Sent.Slice(0, sentBefore) : Sent;
                Compare(stream.AsSpan(request.Size), sent.Slice(CheckAcceptance(request)));
            }
            else
            {
                CheckRefusal();
            }
        }

        private void OnConnection(WsServer server, WsServerChannel channel)
        {
            Invariant.Require(Watch == null, "one request made two connections");
            Attach(new ConnectionWatch(channel), server.Broadcast);
            OnOpened(channel);
        }

        /// <returns>The size of the answer.</returns>
        private int CheckAcceptance(HttpText request)
        {
            HttpText answer = HttpText.Read(Sent);
            if (answer == null && MayBeCut)
            {
                return Sent.Length;
            }

            Invariant.Require(answer != null, "the answer is not HTTP");
            string key = request.Values("Sec-WebSocket-Key")[0];
            Invariant.Require(Handshakes.IsAnswer(answer, key, request.Items("Sec-WebSocket-Protocol")), "the answer does not accept");
            string chosen = answer.Values("Sec-WebSocket-Protocol").FirstOrDefault(string.Empty);
            string wanted = _options.Protocols.FirstOrDefault(request.Items("Sec-WebSocket-Protocol").Contains) ?? string.Empty;
            Invariant.Require(chosen == wanted && Watch.Connection.Protocol == wanted, "the wrong subprotocol was chosen");
            return answer.Size;
        }

        private void CheckRefusal()
        {
            HttpText answer = HttpText.Read(Sent);
            if (answer == null)
            {
                Invariant.Require(Sent.Length == 0 || MayBeCut, "the answer is not HTTP");
                return;
            }

            string[] parts = answer.StartLine.Split(' ');
            Invariant.Require(parts[0] == "HTTP/1.1" && s_refusals.Contains(parts[1]), "refused with an unknown status");
            Invariant.Require(answer.HasItem("Connection", "close"), "the refusal does not end the connection");
            Invariant.Require(answer.Values("Content-Length").SequenceEqual(new[] { "0" }), "the refusal has a body");
            Invariant.Require(answer.Size == Sent.Length, "something follows the refusal: " + Encoding.Latin1.GetString(Sent));
        }
    }
}
