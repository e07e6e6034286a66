using System;
using System.Collections.Generic;
using System.Linq;
using EdgeWs.Conformance.Cases;
using EdgeWs.Conformance.Endpoints;
using EdgeWs.Conformance.Links;
using EdgeWs.Conformance.Wire;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace EdgeWs.Conformance.Playing
{
    /// <summary>
    /// Plays the suite's side of one case and judges strictly: what comes back, in which order, who closes, with which code, and
    /// when; and for text that is not UTF-8, that the connection is failed at the very octet.
    /// </summary>
    internal sealed class CasePlayer
    {
        private readonly ConformanceCase _case;
        private readonly Link _link;
        private readonly bool _isPeerServer;
        private readonly FrameWriter _writer;
        private readonly Inbox _inbox;
        private int _sentCode;

        private CasePlayer(ConformanceCase played, Link link, bool isPeerServer)
        {
            _case = played;
            _link = link;
            _isPeerServer = isPeerServer;
            _writer = new FrameWriter(isPeerServer);
            _inbox = new Inbox(link, !isPeerServer);
        }

        /// <summary>Plays a case against a peer that is not connected yet.</summary>
        /// <param name="id">The case.</param>
        /// <param name="endpoint">The peer under test.</param>
        /// <param name="inOneGo">Whether even text that is not UTF-8 is sent whole, where the case allows it.</param>
        internal static void Play(string id, Endpoint endpoint, bool inOneGo)
        {
            using (endpoint)
            {
                using Link link = endpoint.Open();
                endpoint.AssertOver(Play(id, link, endpoint.IsServer, inOneGo));
            }
        }

        /// <summary>Plays a case on an open connection, to its end.</summary>
        /// <returns>The code that the peer under test has to report.</returns>
        internal static int Play(string id, Link link, bool isPeerServer, bool inOneGo)
        {
            var player = new CasePlayer(CaseTable.Get(id), link, isPeerServer);
            foreach (WireItem item in WirePlan.Create(player._case, player._writer, inOneGo))
            {
                player.Do(item);
            }

            player.Close();
            player.Judge();
            player.End();
            return player._inbox.CloseCode;
        }

        private void Do(WireItem item)
        {
            switch (item.Kind)
            {
                case WireItemKind.Write:
                    Write(item);
                    break;
                case WireItemKind.Pause:
                    _link.Pause(PauseStep.Milliseconds);
                    break;
                case WireItemKind.StillValid:
                    _inbox.Drain();
                    Assert.IsFalse(_inbox.CloseCode != 0 || _inbox.IsEnded, "failed before there was anything wrong");
                    break;
                case WireItemKind.Invalid:
                    _inbox.WaitForClose();
                    break;
                default:
                    PlayRoundTrips(item.RoundTrips);
                    break;
            }
        }

        private void Write(WireItem item)
        {
            // Where bytes go one by one anyway, chopping what is written changes nothing.
            int size = item.PieceSize == 0 || _link.IsByteByByte ? item.Bytes.Length : item.PieceSize;
            for (int at = 0; at < item.Bytes.Length; at += size)
            {
                _link.Write(item.Bytes.Span.Slice(at, Math.Min(size, item.Bytes.Length - at)));
            }
        }

        private void PlayRoundTrips(RoundTripsStep trips)
        {
            var expected = new Answer(trips.Opcode, trips.Payload);
            for (int i = 0; i < trips.Count; i++)
            {
                _link.Write(_writer.Write(0x80 | trips.Opcode, trips.Payload));
                _inbox.WaitForAnswers(1);
                Assert.IsTrue(_inbox.Answers.Single().Is(expected), "round trip " + i + ": " + _inbox.Describe());
                _inbox.Clear();
            }
        }

        /// <summary>Closes if it is the tester's turn, and waits for the close frame of the peer under test.</summary>
        private void Close()
        {
            FrameStep sent = _case.Steps.OfType<FrameStep>().FirstOrDefault(frame => frame.Opcode == Opcodes.Close);
            if (!_case.PeerFails && sent == null)
            {
                // Only now may the peer close: what it owes has to come first.
                _inbox.WaitForAnswers(_case.Expected.Answers.Count);
                _inbox.Drain();
                Assert.IsFalse(_inbox.CloseCode != 0 || _inbox.IsEnded, "the peer started the close");
                SendClose(1000);
            }
            else if (sent != null)
            {
                _sentCode = Inbox.CodeOf(sent.Payload.Span);
            }

            _inbox.WaitForClose();
            if (_case.PeerFails)
            {
                SendClose(_inbox.CloseCode);
            }
        }

        private void Judge()
        {
            IReadOnlyList<Answer> expected = _case.Expected.Answers;
            IReadOnlyList<Answer> answers = _inbox.Answers;
            int more = _case.IsInformational ? answers.Count - expected.Count : 0;
            bool isRight = answers.Count == expected.Count + more && more >= 0
                && expected.Zip(answers.Skip(more), (left, right) => left.Is(right)).All(same => same);
            Assert.IsTrue(isRight, "expected " + string.Join(" + ", expected) + " but there came " + _inbox.Describe());
            Assert.IsTrue(
                _case.Close.Accepts(_inbox.CloseCode, _sentCode),
                "closed with " + _inbox.CloseCode + " instead of " + _case.Close);
        }

        /// <summary>Ends TCP: the server first, RFC 6455 section 7.1.1.</summary>
        private void End()
        {
            if (_isPeerServer)
            {
                _inbox.WaitForEnd();
            }
            else
            {
                _inbox.Drain();
                Assert.IsFalse(_case.MustCloseCleanly && _inbox.IsEnded, "a client has to leave the end of TCP to the server");
                _link.Close();
            }

            Assert.IsFalse(_case.MustCloseCleanly && _link.WasReset, "reset");
        }

        private void SendClose(int code)
        {
            _sentCode = code;
            _link.Write(_writer.Write(0x80 | Opcodes.Close, new[] { (byte)(code >> 8), (byte)code }));
        }
    }
}
