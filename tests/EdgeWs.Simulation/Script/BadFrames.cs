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
            switch (dice.Next(raw.IsInMessage || limits.StreamMessages ? 9 : 12))
            {
                case 0:
                    raw.WriteFrame(0x82 | (0x10 << dice.Next(3)), "a reserved bit"u8);
                    return WsCloseCode.ProtocolError;
                case 1:
                    raw.WriteFrame(0x80 | dice.Pick(3, 4, 5, 6, 7, 11, 12, 13, 14, 15), "a reserved opcode"u8);
                    return WsCloseCode.ProtocolError;
                case 2:
                    raw.Write(FrameWriter.Write(0x82, "masked as by the other side"u8, raw.IsClient ? [] : [1, 2, 3, 4]));
                    return WsCloseCode.ProtocolError;
                case 3:
                    raw.WriteFrame(dice.Pick(Frame.Close, Frame.Ping, Frame.Pong), "a control frame in two"u8);
                    return WsCloseCode.ProtocolError;
                case 4:
                    raw.WriteFrame(0x80 | dice.Pick(Frame.Close, Frame.Ping, Frame.Pong), new byte[126]);
                    return WsCloseCode.ProtocolError;
                case 5:
                    SendBadLength();
                    return WsCloseCode.ProtocolError;
                case 6:
                    raw.WriteFrame(raw.IsInMessage ? 0x81 : dice.Pick(0x00, 0x80), "out of order"u8);
                    return WsCloseCode.ProtocolError;
                case 7:
                    raw.WriteFrame(0x88, dice.OneIn(8) ? [3] : CloseBody.Create(dice.Pick(0, 999, 1004, 1005, 1006, 1015, 1016, 2999, 5000, 65535)));
                    return WsCloseCode.ProtocolError;
                case 8:
                    raw.WriteFrame(0x88, [.. CloseBody.Create(1000), .. NotUtf8()]);
                    return WsCloseCode.InvalidPayload;
                case 9:
                    SendInTwo(Frame.Text, [(byte)'a', .. NotUtf8()]);
                    return WsCloseCode.InvalidPayload;
                case 10 when dice.OneIn(2):
                    SendInTwo(Frame.Binary, new byte[limits.MaxMessageSize + 1]);
                    return WsCloseCode.MessageTooBig;
                case 10:
                    SendHeader(limits.MaxMessageSize + 1 + dice.Next(100000));
                    return WsCloseCode.MessageTooBig;
                default:
                    for (int i = 0; i <= limits.MaxFragments; i++)
                    {
                        raw.WriteFrame(i == 0 ? Frame.Binary : Frame.Continuation, default);
                    }

                    return WsCloseCode.PolicyViolation;
            }
        }

        private byte[] NotUtf8()
        {
            // Not the second byte of a character, a surrogate, beyond the last character, longer than needed, never a byte, cut.
            return dice.Pick<byte[]>([0xC3, 0x28], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xC0, 0x80], [0xFF], [0xE2, 0x82]);
        }

        private void SendInTwo(int opcode, byte[] payload)
        {
            int count = dice.Next(payload.Length + 1);
            raw.WriteFrame(opcode, payload.AsSpan(0, count));
            raw.WriteFrame(0x80, payload.AsSpan(count));
        }

        /// <summary>A length in more bytes than it needs, or in 64 bits with the topmost set.</summary>
        private void SendBadLength()
        {
            raw.Write(dice.Next(3) switch
            {
                0 => [0x82, (byte)(_maskBit | 126), 0, (byte)dice.Next(126), .. _key],
                1 => [0x82, (byte)(_maskBit | 127), 0, 0, 0, 0, 0, 0, (byte)dice.Next(256), 0, .. _key],
                _ => [0x82, (byte)(_maskBit | 127), 0x80, 0, 0, 0, 0, 0, 0, 1, .. _key],
            });
        }

        /// <summary>The beginning of a binary frame, and nothing more.</summary>
        private void SendHeader(int length)
        {
            raw.Write(length < 65536
                ? [0x82, (byte)(_maskBit | 126), (byte)(length >> 8), (byte)length, .. _key]
                : [0x82, (byte)(_maskBit | 127), 0, 0, 0, 0, 0, (byte)(length >> 16), (byte)(length >> 8), (byte)length, .. _key]);
        }
    }
}
