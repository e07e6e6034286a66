using System;
using System.Linq;
using System.Text;
using System.Text.Unicode;
using EdgeWs.Nano;
using EdgeWs.Testing.Wire;

namespace EdgeWs.Fuzz
{
    /// <summary>Close frames: any payload is read as RFC 6455 says, and any code and reason are written so that they can be read.</summary>
    internal sealed class ClosePayloadTarget : FuzzTarget
    {
        private const int MaxPayload = 125;

        internal override string Name => "close-payload";

        internal override void Run(byte[] input)
        {
            byte[] payload = input.AsSpan(0, Math.Min(input.Length, MaxPayload)).ToArray();
            int error = CloseBody.FindError(payload);
            int code = ClosePayload.ReadCode(payload, 0, payload.Length);
            Invariant.Require(code == (error != 0 ? -error : CloseBody.ReadCode(payload)), $"read as {code}");

            InputReader reader = new InputReader(input);
            Write(reader.NextUInt16(), Encoding.UTF8.GetString(reader.Rest()));
        }

        internal override byte[] Generate(Random random)
        {
            byte[] payload = PayloadGenerator.Close(random);
            return random.OneIn(3) ? payload.Concat(PayloadGenerator.ValidText(random, random.Next(200))).ToArray() : payload;
        }

        private static void Write(int code, string reason)
        {
            byte[] payload = ClosePayload.Create(code, reason);
            byte[] text = Encoding.UTF8.GetBytes(reason);
            if (code == WsCloseCode.NoStatus)
            {
                Invariant.Require(payload.Length == 0, "no status was written");
                return;
            }

            int room = MaxPayload - payload.Length;
            Invariant.Require(CloseBody.ReadCode(payload) == code, "another code was written");
            Invariant.Require(text.AsSpan().StartsWith(payload.AsSpan(2)), "another reason was written");
            Invariant.Require(payload.Length == text.Length + 2 || room is >= 0 and < 4, "the reason was cut without need");
            Invariant.Require(Utf8.IsValid(payload.AsSpan(2)), "the reason was cut within a character");
            Invariant.Require(WsCloseCode.IsReceivable(code) == CloseBody.IsCode(code), "another verdict on the code");
        }
    }
}
