using System;
using System.Collections.Generic;
using System.Linq;
using EdgeWs.Conformance.Cases;
using EdgeWs.Conformance.Endpoints;
using EdgeWs.Conformance.Links;
using EdgeWs.Testing.Wire;
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
        private readonly bool _cutsInvalidText;
        private readonly FrameSender _sender;
        private readonly Inbox _inbox;
        private readonly List<byte> _text = new List<byte>();
        private bool _isInvalid;
        private int _sentCode;

        private CasePlayer(ConformanceCase played, Link link, bool isPeerServer, bool inOneGo)
        {
            _case = played;
            _link = link;
            _isPeerServer = isPeerServer;
            _cutsInvalidText = played.HasInvalidText && (!inOneGo || played.IsFailFast);
            _sender = new FrameSender(link, isPeerServer);
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
            var player = new CasePlayer(CaseTable.Get(id), link, isPeerServer, inOneGo);
            player.Send();
            player.Close();
            player.Judge();
            player.End();
            return player._inbox.CloseCode;
        }

        private void Send()
        {
            foreach (Step step in _case.Steps)
            {
                switch (step)
                {
                    case FrameStep frame:
                        _sender.Send(frame, FindInterruptions(frame));
                        break;
                    case RoundTripsStep trips:
                        PlayRoundTrips(trips);
                        break;
                    default:
                        _sender.Flush();
                        _link.Pause(1000);
                        break;
                }
            }

            _sender.Flush();
            Assert.AreEqual(_cutsInvalidText, _isInvalid, "the case's text is not what it is said to be");
        }

        private IEnumerable<(int At, Action Do)> FindInterruptions(FrameStep frame)
        {
            int invalidAt = _cutsInvalidText && !_isInvalid ? FindInvalid(frame) : -1;
            if (invalidAt >= 0)
            {
                _isInvalid = true;
                yield return (invalidAt - 1, () => _inbox.AssertOpen("failed before there was anything wrong"));
                yield return (invalidAt, _inbox.WaitForClose);
            }

            foreach (int at in frame.PausesAt)
            {
                yield return (at, () => _link.Pause(1000));
            }
        }

        /// <returns>How many bytes of the payload are out when the text is known not to be UTF-8; -1 when it may still be.</returns>
        private int FindInvalid(FrameStep frame)
        {
            if (frame.Opcode is not (Frame.Text or Frame.Continuation))
            {
                return -1;
            }

            if (frame.Opcode == Frame.Text)
            {
                _text.Clear();
            }

            int before = _text.Count;
            _text.AddRange(frame.Payload.Span);
            int index = Utf8Scan.FindFailure(_text.ToArray(), frame.IsFinal);
            return index < 0 ? -1 : Math.Min(index + 1, _text.Count) - before;
        }

        private void PlayRoundTrips(RoundTripsStep trips)
        {
            for (int i = 0; i < trips.Count; i++)
            {
                _sender.Send(trips.Message.Opcode, trips.Message.Payload.Span);
                _inbox.WaitForAnswers(1);
                Assert.IsTrue(_inbox.Answers.Single().Is(trips.Message), "round trip " + i + ": " + _inbox.Describe());
                _inbox.Clear();
            }
        }

        /// <summary>Closes if it is the tester's turn, and waits for the close frame of the peer under test.</summary>
        private void Close()
        {
            FrameStep sent = _case.Steps.OfType<FrameStep>().FirstOrDefault(frame => frame.Opcode == Frame.Close);
            if (!_case.PeerFails && sent == null)
            {
                // Only now may the peer close: what it owes has to come first.
                _inbox.WaitForAnswers(_case.Answers.Count);
                _inbox.AssertOpen("the peer started the close");
                SendClose(1000);
            }
            else if (sent != null)
            {
                _sentCode = CloseBody.ReadCode(sent.Payload.Span);
            }

            _inbox.WaitForClose();
            if (_case.PeerFails)
            {
                SendClose(_inbox.CloseCode);
            }
        }

        private void Judge()
        {
            IReadOnlyList<Answer> answers = _inbox.Answers;
            int more = _case.IsInformational ? answers.Count - _case.Answers.Count : 0;
            bool isRight = answers.Count == _case.Answers.Count + more && more >= 0
                && _case.Answers.Zip(answers.Skip(more), (left, right) => left.Is(right)).All(same => same);
            Assert.IsTrue(isRight, "expected " + string.Join(" + ", _case.Answers) + " but there came " + _inbox.Describe());
            Assert.IsTrue(_case.Accepts(_inbox.CloseCode, _sentCode), "closed with " + _inbox.CloseCode);
        }

        /// <summary>Ends TCP: the server first, RFC 6455 section 7.1.1.</summary>
        private void End()
        {
            if (_isPeerServer)
            {
                if (_case.PeerFails)
                {
                    _link.EndSending();
                }

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
            _sender.Send(Frame.Close, CloseBody.Create(code));
        }
    }
}
