using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;
using System.Text;
using EdgeWs.Testing.Wire;

namespace EdgeWs.Simulation
{
    /// <summary>The opening handshake of a peer that is made of bare bytes.</summary>
    internal sealed class RawOpening(RawEnd raw)
    {
        private readonly List<byte> _head = new List<byte>();
        private bool _isBadOrigin;
        private bool _isRefused;

        internal bool IsDone { get; private set; }

        /// <summary>Asks for a connection, at times as a page of some site would.</summary>
        /// <param name="origins">Whom the server lets in; null for all.</param>
        internal void Request(string[] origins)
        {
            string origin = raw.World.Profile.IsCalm ? null : raw.World.Dice.Pick(null, Profile.GoodOrigin, "https://bad", "null");
            _isBadOrigin = origins != null && origin != null && !origins.Contains(origin);
            Write(OpeningHandshake.CreateRequest("/chat", fields: origin == null ? string.Empty : "Origin: " + origin + "\r\n"));
        }

        /// <summary>Sends a request that is no valid one, or never complete.</summary>
        internal void BadRequest()
        {
            raw.FailsWith = -1;
            Write(raw.World.Dice.Pick(
                "GET /chat HTTP/1.1\r\nHost: sim\r\n",
                "GET /other HTTP/1.1\r\nHost: sim\r\n\r\n",
                "GET /chat HTTP/1.1\r\nHost: sim\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 12\r\n\r\n",
                "\u0016\u0003\u0001\u0000",
                string.Empty,
                "GET /chat HTTP/1.1\r\n" + new string('x', 5000)));
        }

        /// <summary>Takes what was received.</summary>
        /// <returns>What of it comes behind the handshake.</returns>
        internal ReadOnlySpan<byte> Take(ReadOnlySpan<byte> received)
        {
            if (IsDone || _isRefused)
            {
                return IsDone ? received : default;
            }

            _head.AddRange(received);
            Span<byte> all = CollectionsMarshal.AsSpan(_head);
            HttpText head = HttpText.Read(all);
            raw.Require(head != null || all.IndexOf("\r\n\r\n"u8) < 0, $"received a head that is not HTTP");
            if (head == null)
            {
                return default;
            }

            if (raw.IsClient)
            {
                OnAnswer(head);
            }
            else
            {
                OnRequest(head);
            }

            return IsDone ? all.Slice(head.Size) : default;
        }

        private void OnAnswer(HttpText head)
        {
            bool isAccepted = head.StartLine.StartsWith("HTTP/1.1 101 ", StringComparison.Ordinal);
            bool isKeptOut = head.StartLine.StartsWith("HTTP/1.1 403 ", StringComparison.Ordinal);
            raw.Require(
                raw.FailsWith != 0 || (isAccepted ? !_isBadOrigin : _isBadOrigin || !isKeptOut),
                $"the wrong page was let in or kept out");
            if (isAccepted)
            {
                bool isRight = head.Values("Sec-WebSocket-Accept").SequenceEqual([OpeningHandshake.AcceptOf(OpeningHandshake.SampleKey)]);
                raw.Require(isRight && raw.FailsWith == 0, $"a wrong answer to the opening handshake");
                IsDone = true;
            }
            else
            {
                // What follows is the body of the answer. It should leave now.
                _isRefused = true;
                if (raw.World.Profile.IsCalm || raw.World.Dice.OneIn(2))
                {
                    raw.End();
                }
            }
        }

        private void OnRequest(HttpText head)
        {
            if (raw.IsMute)
            {
                return;
            }

            string answer = OpeningHandshake.CreateAnswer(head.Values("Sec-WebSocket-Key")[0]);
            if (!raw.World.Profile.IsCalm && raw.World.Dice.OneIn(10))
            {
                raw.FailsWith = -1;
                answer = raw.World.Dice.Pick(
                    "HTTP/1.1 403 Forbidden\r\n\r\n", "HTTP/1.1 200 OK\r\n\r\n", "nonsense\r\n\r\n", answer.Replace("Accept: ", "Accept: x", StringComparison.Ordinal));
            }

            Write(answer);
            IsDone = true;
        }

        private void Write(string text) => raw.Write(Encoding.Latin1.GetBytes(text));
    }
}
