using System;
using System.Text;

namespace EdgeWs.Conformance.Cases
{
    /// <summary>A message or a control frame that came back, or has to.</summary>
    internal sealed class Answer
    {
        private const int ShownBytes = 40;

        internal Answer(int opcode, ReadOnlyMemory<byte> payload)
        {
            Opcode = opcode;
            Payload = payload;
        }

        internal int Opcode { get; }

        internal ReadOnlyMemory<byte> Payload { get; }

        internal bool Is(Answer other)
        {
            return Opcode == other.Opcode && Payload.Span.SequenceEqual(other.Payload.Span);
        }

        public override string ToString()
        {
            var text = new StringBuilder(Opcodes.Name(Opcode)).Append(' ').Append(Payload.Length).Append(" bytes");
            ReadOnlyMemory<byte> shown = Payload.Length > ShownBytes ? Payload.Slice(0, ShownBytes) : Payload;
            return text.Append(' ').Append(Convert.ToHexString(shown.Span)).Append(Payload.Length > ShownBytes ? "…" : "").ToString();
        }
    }
}
