using System;
using EdgeWs.Nano;
using EdgeWs.Testing.Wire;

namespace EdgeWs.Simulation
{
    /// <summary>Everything that a peer may not send once the connection is open.</summary>
    internal sealed class BadFrames(RawEnd raw, Dice dice, WsOptions limits)
    {
        private readonly int _maskBit = raw.IsClient ? 0x80 : 0;
        private readonly byte[] _key = new byte[raw.IsClient ? 4 : 0];

        /// <summary>Sends one of them.</summary>
        /// <returns>The code with which the connection must be failed.</returns>
        internal int Send()
        {
            // In a message, and where messages are not gathered, only what each frame tells by itself.
            return dice.Next(raw.IsInMessage || limits.StreamMessages ? 9 : 13) switch
            {
                0 => Send(WsCloseCode.ProtocolError, 0x82 | (0x10 << dice.Next(3)), "a reserved bit"u8),
                1 => Send(WsCloseCode.ProtocolError, 0x80 | dice.Pick(3, 4, 5, 6, 7, 11, 12, 13, 14, 15), "a reserved opcode"u8),
                2 => Write(WsCloseCode.ProtocolError, FrameWriter.Write(0x82, "masked as by the other side"u8, raw.IsClient ? [] : [1, 2, 3, 4])),
                3 => Send(WsCloseCode.ProtocolError, dice.Pick(Frame.Close, Frame.Ping, Frame.Pong), "a control frame in two"u8),
                4 => Send(WsCloseCode.ProtocolError, 0x80 | dice.Pick(Frame.Close, Frame.Ping, Frame.Pong), new byte[126]),
                5 => Write(WsCloseCode.ProtocolError, BadLength()),
                6 => Send(WsCloseCode.ProtocolError, raw.IsInMessage ? 0x81 : dice.Pick(0x00, 0x80), "out of order"u8),
                7 => Send(WsCloseCode.ProtocolError, 0x88, dice.OneIn(8) ? [3] : CloseBody.Create(dice.Pick(0, 999, 1004, 1005, 1006, 1015, 1016, 2999, 5000, 65535))),
                8 => Send(WsCloseCode.InvalidPayload, 0x88, [.. CloseBody.Create(1000), .. NotUtf8()]),
                9 => SendInTwo(WsCloseCode.InvalidPayload, Frame.Text, [(byte)'a', .. NotUtf8()]),
                10 => SendInTwo(WsCloseCode.MessageTooBig, Frame.Binary, new byte[limits.MaxMessageSize + 1]),
                11 => Write(WsCloseCode.MessageTooBig, Header(limits.MaxMessageSize + 1 + dice.Next(100000))),
                _ => SendMany(WsCloseCode.PolicyViolation, limits.MaxFragments + 1),
            };
        }

        private int Write(int code, ReadOnlySpan<byte> bytes)
        {
            raw.Write(bytes);
            return code;
        }

        private int Send(int code, int first, ReadOnlySpan<byte> payload)
        {
            raw.WriteFrame(first, payload);
            return code;
        }

        private int SendInTwo(int code, int opcode, byte[] payload)
        {
            int count = dice.Next(payload.Length + 1);
            raw.WriteFrame(opcode, payload.AsSpan(0, count));
            return Send(code, 0x80, payload.AsSpan(count));
        }

        private int SendMany(int code, int frames)
        {
            for (int i = 0; i < frames; i++)
            {
                raw.WriteFrame(i == 0 ? Frame.Binary : Frame.Continuation, default);
            }

            return code;
        }

        private byte[] NotUtf8()
        {
            // Not the second byte of a character, a surrogate, beyond the last character, longer than needed, never a byte, cut.
            return dice.Pick<byte[]>([0xC3, 0x28], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xC0, 0x80], [0xFF], [0xE2, 0x82]);
        }

        /// <summary>A length in more bytes than it needs, or in 64 bits with the topmost set.</summary>
        private byte[] BadLength() => dice.Next(3) switch
        {
            0 => [0x82, (byte)(_maskBit | 126), 0, (byte)dice.Next(126), .. _key],
            1 => [0x82, (byte)(_maskBit | 127), 0, 0, 0, 0, 0, 0, (byte)dice.Next(256), 0, .. _key],
            _ => [0x82, (byte)(_maskBit | 127), 0x80, 0, 0, 0, 0, 0, 0, 1, .. _key],
        };

        /// <summary>The beginning of a binary frame, and nothing more.</summary>
        private byte[] Header(int length) => length < 65536
            ? [0x82, (byte)(_maskBit | 126), (byte)(length >> 8), (byte)length, .. _key]
            : [0x82, (byte)(_maskBit | 127), 0, 0, 0, 0, 0, (byte)(length >> 16), (byte)(length >> 8), (byte)length, .. _key];
    }
}
