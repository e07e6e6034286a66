using System;

namespace MqttClient
{
    /// <summary>Makes a control packet of MQTT 3.1.1.</summary>
    internal sealed class MqttPacket
    {
        private int _at;

        /// <param name="header">The first byte: type and flags.</param>
        /// <param name="length">How many bytes will be added.</param>
        internal MqttPacket(int header, int length)
        {
            Bytes = new byte[1 + (length < 128 ? 1 : length < 16384 ? 2 : 3) + length];
            AddByte(header);
            while (length > 127)
            {
                AddByte((length & 127) | 128);
                length >>= 7;
            }

            AddByte(length);
        }

        internal byte[] Bytes { get; }

        internal MqttPacket AddByte(int value)
        {
            Bytes[_at++] = (byte)value;
            return this;
        }

        internal MqttPacket AddNumber(int value)
        {
            return AddByte(value >> 8).AddByte(value);
        }

        internal MqttPacket AddText(byte[] utf8)
        {
            return AddNumber(utf8.Length).AddBytes(utf8);
        }

        internal MqttPacket AddBytes(byte[] bytes)
        {
            Array.Copy(bytes, 0, Bytes, _at, bytes.Length);
            _at += bytes.Length;
            return this;
        }
    }
}
