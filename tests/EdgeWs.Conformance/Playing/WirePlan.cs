using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using EdgeWs.Conformance.Cases;
using EdgeWs.Conformance.Wire;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace EdgeWs.Conformance.Playing
{
    /// <summary>
    /// A case as bytes on the wire. Frames that need no write of their own share one. Text that stops being UTF-8 is cut behind
    /// the octet that makes it so.
    /// </summary>
    internal sealed class WirePlan
    {
        private readonly List<WireItem> _items = new List<WireItem>();
        private readonly FrameWriter _writer;
        private readonly bool _cutsInvalidText;
        private readonly List<byte> _text = new List<byte>();
        private MemoryStream _pending = new MemoryStream();
        private bool _isInvalid;

        private WirePlan(FrameWriter writer, bool cutsInvalidText)
        {
            _writer = writer;
            _cutsInvalidText = cutsInvalidText;
        }

        /// <summary>Makes the plan.</summary>
        /// <param name="played">The case.</param>
        /// <param name="writer">Writes the frames.</param>
        /// <param name="inOneGo">Whether even text that is not UTF-8 is sent whole, where the case allows it.</param>
        internal static IReadOnlyList<WireItem> Create(ConformanceCase played, FrameWriter writer, bool inOneGo)
        {
            var plan = new WirePlan(writer, played.HasInvalidText && (!inOneGo || played.Expected.IsFailFast));
            foreach (Step step in played.Steps)
            {
                plan.Add(step);
            }

            plan.Flush();
            Assert.AreEqual(plan._cutsInvalidText, plan._isInvalid, "the case's text is not what it is said to be");
            return plan._items;
        }

        private void Add(Step step)
        {
            switch (step)
            {
                case FrameStep frame:
                    AddFrame(frame);
                    break;
                case RoundTripsStep trips:
                    _items.Add(new WireItem(WireItemKind.RoundTrips) { RoundTrips = trips });
                    break;
                default:
                    AddMark(WireItemKind.Pause);
                    break;
            }
        }

        private void AddFrame(FrameStep frame)
        {
            byte[] bytes = _writer.Write(frame);
            int headerLength = bytes.Length - frame.Payload.Length;
            int done = 0;
            foreach ((int at, WireItemKind kind) in FindMarks(frame).OrderBy(mark => mark.At))
            {
                Write(frame, bytes.AsMemory(done, headerLength + at - done));
                AddMark(kind);
                done = headerLength + at;
            }

            Write(frame, bytes.AsMemory(done));
        }

        /// <summary>Where in the payload something is to be done.</summary>
        private IEnumerable<(int At, WireItemKind Kind)> FindMarks(FrameStep frame)
        {
            int invalidAt = _cutsInvalidText && !_isInvalid ? FindInvalid(frame) : -1;
            if (invalidAt >= 0)
            {
                _isInvalid = true;
                yield return (invalidAt - 1, WireItemKind.StillValid);
                yield return (invalidAt, WireItemKind.Invalid);
            }

            foreach (int at in frame.PausesAt)
            {
                yield return (at, WireItemKind.Pause);
            }
        }

        /// <returns>How many bytes of the payload are out when the text is known not to be UTF-8; -1 when it may still be.</returns>
        private int FindInvalid(FrameStep frame)
        {
            if (frame.Opcode is not (Opcodes.Text or Opcodes.Continuation))
            {
                return -1;
            }

            if (frame.Opcode == Opcodes.Text)
            {
                _text.Clear();
            }

            int before = _text.Count;
            _text.AddRange(frame.Payload.Span);
            int index = Utf8Scan.FindFailure(_text.ToArray(), frame.IsFinal);
            return index < 0 ? -1 : Math.Min(index + 1, _text.Count) - before;
        }

        private void Write(FrameStep frame, ReadOnlyMemory<byte> bytes)
        {
            if (bytes.Length == 0)
            {
                return;
            }

            if (frame.PieceSize == 0 && !frame.HasOwnWrite)
            {
                _pending.Write(bytes.Span);
                return;
            }

            Flush();
            _items.Add(new WireItem(WireItemKind.Write) { Bytes = bytes, PieceSize = frame.PieceSize });
        }

        private void AddMark(WireItemKind kind)
        {
            Flush();
            _items.Add(new WireItem(kind));
        }

        private void Flush()
        {
            if (_pending.Length > 0)
            {
                _items.Add(new WireItem(WireItemKind.Write) { Bytes = _pending.GetBuffer().AsMemory(0, (int)_pending.Length) });
                _pending = new MemoryStream();
            }
        }
    }
}
