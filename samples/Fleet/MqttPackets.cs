using System;
using System.Text;

namespace Fleet
{
    /// <summary>Control packets of MQTT 3.1.1, written one behind the other into an array that never grows.</summary>
    internal sealed class MqttPackets
    {
        internal const int Connect = 0x10;
        internal const int ConnAck = 0x20;
        internal const int Publish = 0x30;
        internal const int PubAck = 0x40;
        internal const int Subscribe = 0x82;
        internal const int SubAck = 0x90;
        internal const int PingReq = 0xC0;
        internal const int PingResp = 0xD0;

        // Flags of a PUBLISH, section 3.3.1.
        internal const int Dup = 8;
        internal const int AtLeastOnce = 2;
        internal const int Retain = 1;

        // Type and length; room for the largest length that two bytes say.
        private const int HeadSize = 3;

        internal readonly byte[] Bytes;
        internal int Count;
        private int _start;

        internal MqttPackets(int size)
        {
            Bytes = new byte[size];
        }

        /// <summary>Whether a packet with so many characters fits, whatever they are, and up to 16 other bytes.</summary>
        internal bool HasRoom(int characters)
        {
            return Count + (characters * 3) + 16 <= Bytes.Length;
        }

        internal MqttPackets Begin(int typeAndFlags)
        {
            _start = Count;
            Bytes[_start] = (byte)typeAndFlags;
            Count += HeadSize;
            return this;
        }

        internal MqttPackets AddByte(int value)
        {
            Bytes[Count++] = (byte)value;
            return this;
        }

        internal MqttPackets AddNumber(int value)
        {
            return AddByte(value >> 8).AddByte(value);
        }

        /// <summary>Adds text with its length, as in topics.</summary>
        internal MqttPackets AddString(string text)
        {
            int at = Count;
            Count += 2;
            AddContent(text);
            int length = Count - at - 2;
            Bytes[at] = (byte)(length >> 8);
            Bytes[at + 1] = (byte)length;
            return this;
        }

        /// <summary>Adds text without its length, as in payloads.</summary>
        internal MqttPackets AddContent(string text)
        {
            if (text.Length > 0)
            {
                Count += Encoding.UTF8.GetBytes(text, 0, text.Length, Bytes, Count);
            }

            return this;
        }

        /// <summary>Ends the packet, whose length is known now. It takes one byte or two: section 2.2.3.</summary>
        internal void End()
        {
            int body = _start + HeadSize;
            int length = Count - body;
            if (length < 128)
            {
                Array.Copy(Bytes, body, Bytes, body - 1, length);
                Bytes[_start + 1] = (byte)length;
                Count--;
            }
            else
            {
                Bytes[_start + 1] = (byte)(length | 128);
                Bytes[_start + 2] = (byte)(length >> 7);
            }
        }

        /// <summary>The length of the whole packet that begins there.</summary>
        internal int LengthAt(int at)
        {
            int length = Bytes[at + 1];
            return length < 128 ? 2 + length : HeadSize + length - 128 + (Bytes[at + 2] << 7);
        }

        /// <summary>The identifier of the PUBLISH that begins there: it stands behind the topic.</summary>
        internal int IdentifierAt(int at)
        {
            at += Bytes[at + 1] < 128 ? 2 : HeadSize;
            at += 2 + (Bytes[at] << 8) + Bytes[at + 1];
            return (Bytes[at] << 8) + Bytes[at + 1];
        }

        /// <summary>Takes out the packet that begins there.</summary>
        internal void RemoveAt(int at)
        {
            int length = LengthAt(at);
            Count -= length;
            Array.Copy(Bytes, at + length, Bytes, at, Count - at);
        }
    }
}
