using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using EdgeWs.Nano;

namespace EdgeWs.Fuzz
{
    /// <summary>Close frames: any payload is read as RFC 6455 says, and any code and reason are written so that they can be read.</summary>
    internal sealed class ClosePayloadTarget : FuzzTarget
    {
        public override string Name => "close-payload";

        public override void Run(byte[] input)
        {
            byte[] payload = input.AsSpan(0, Math.Min(input.Length, RawLimit)).ToArray();
            StreamEvent expected = Expect(payload);
            int code = ClosePayload.ReadCode(payload, 0, payload.Length);
            Invariant.Require(code == (expected.Kind == StreamEventKind.Error ? -expected.Code : expected.Code), $"read as {code}");

            InputReader reader = new InputReader(input);
            int written = reader.NextUInt16();
            string reason = Encoding.UTF8.GetString(reader.Rest());
            Write(written, reason);
        }

        internal override byte[] Generate(Random random)
        {
            byte[] payload = PayloadGenerator.Close(random);
            return random.OneIn(3) ? payload.Concat(PayloadGenerator.ValidText(random, random.Next(200))).ToArray() : payload;
        }

        private const int RawLimit = 125;

        private static void Write(int code, string reason)
        {
            byte[] payload = ClosePayload.Create(code, reason);
            byte[] text = Encoding.UTF8.GetBytes(reason);
            if (code == WsCloseCode.NoStatus)
            {
                Invariant.Require(payload.Length == 0, "no status was written");
                return;
            }

            int room = RawLimit - 2 - (payload.Length - 2);
            Invariant.Require(payload[0] == code >> 8 && payload[1] == (code & 0xFF), "another code was written");
            Invariant.Require(text.AsSpan().StartsWith(payload.AsSpan(2)), "another reason was written");
            Invariant.Require(payload.Length == text.Length + 2 || room is >= 0 and < 4, "the reason was cut without need");
            Invariant.Require(StrictUtf8.IsValid(payload.AsSpan(2)), "the reason was cut within a character");
            if (WsCloseCode.IsReceivable(code))
            {
                Invariant.Require(ClosePayload.ReadCode(payload, 0, payload.Length) == code, "what was written cannot be read");
            }
        }

        private static StreamEvent Expect(byte[] payload)
        {
            ByteWriter frame = new ByteWriter();
            frame.Write(0x80 | RawFrame.Close);
            frame.Write(payload.Length);
            frame.Write(payload);
            List<StreamEvent> events = StreamEvents.Of(frame.ToArray(), false, 1, 1);
            return events.Single();
        }
    }
}
