using System;

namespace EdgeWs.Conformance.Cases
{
    /// <summary>A message or a control frame that came back, or has to.</summary>
    internal sealed record Answer(int Opcode, ReadOnlyMemory<byte> Payload)
    {
        private const int ShownBytes = 40;

        internal bool Is(Answer other)
        {
            return Opcode == other.Opcode && Payload.Span.SequenceEqual(other.Payload.Span);
        }

        public override string ToString()
        {
            string bytes = Convert.ToHexString(Payload.Span.Slice(0, Math.Min(ShownBytes, Payload.Length)));
            return $"{(OpcodeName)Opcode} {Payload.Length} bytes {bytes}{(Payload.Length > ShownBytes ? "…" : "")}";
        }
    }
}
