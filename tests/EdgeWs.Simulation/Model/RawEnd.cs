using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Text;
using EdgeWs.Nano;

namespace EdgeWs.Simulation
{
    /// <summary>
    /// A peer that is none of the library's: it writes and reads bare bytes, so it can send fragments, dawdle and break every rule,
    /// and it checks every byte of what the library sends.
    /// </summary>
    internal sealed class RawEnd : End
    {
        private const string Key = "dGhlIHNhbXBsZSBub25jZQ==";

        private readonly List<byte> _outgoing = new List<byte>();
        private readonly Queue<byte[]> _pinged = new Queue<byte[]>();
        private readonly byte[] _buffer = new byte[4096];
        private byte[] _received = new byte[512];
        private int _receivedCount;
        private int _sent;
        private bool _isShaken;
        private bool _hasSentClose;
        private bool _hasReceivedClose;
        private bool _isStreamChecked = true;
        private int _readType;
        private byte[] _rest;
        private string _origin;
        private bool _isBadOrigin;

        internal RawEnd(World world, string name, bool isClient)
            : base(world, name, isClient)
        {
        }

        /// <summary>The close code that its last sin deserves; 0 while it keeps to the rules, negative when there are several.</summary>
        internal int FailsWith { get; private set; }

        /// <summary>Whether it reads nothing, so that the library's buffers fill up.</summary>
        internal bool IsStuck { get; set; }

        /// <summary>Whether it answers neither pings nor a close.</summary>
        internal bool IsMute { get; set; }

        /// <summary>The tag of the latest ping that was answered.</summary>
        internal int LastAnswered { get; private set; }

        /// <summary>Whether a message was begun whose rest is still to come.</summary>
        internal bool IsInMessage => _rest != null;

        internal bool IsEnded { get; private set; }

        internal bool HasUnsent => _sent < _outgoing.Count;

        internal override bool IsOpen => _isShaken && !IsEnded && !_hasSentClose && !_hasReceivedClose && FailsWith == 0;

        /// <summary>Asks for a connection, at times as a page of some site would.</summary>
        /// <param name="origins">Whom the server lets in; null for all.</param>
        internal void Request(string[] origins)
        {
            _origin = World.Profile.IsCalm ? null : World.Dice.Pick(null, Profile.GoodOrigin, "https://bad", "null");
            _isBadOrigin = origins != null && _origin != null && Array.IndexOf(origins, _origin) < 0;
            Write(Encoding.ASCII.GetBytes("GET /chat HTTP/1.1\r\nHost: sim\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: "
                + Key + "\r\nSec-WebSocket-Version: 13\r\n" + (_origin == null ? string.Empty : "Origin: " + _origin + "\r\n") + "\r\n"));
        }

        /// <summary>A request that is no valid one, or never complete.</summary>
        internal void BadRequest()
        {
            FailsWith = -1;
            string text = World.Dice.Pick(
                "GET /chat HTTP/1.1\r\nHost: sim\r\n",
                "GET /other HTTP/1.1\r\nHost: sim\r\n\r\n",
                "POST /chat HTTP/1.1\r\nHost: sim\r\n\r\n",
                "GET /chat HTTP/1.1\r\nHost: sim\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 12\r\n\r\n",
                "\u0016\u0003\u0001\u0000",
                string.Empty,
                "GET /chat HTTP/1.1\r\n" + new string('x', 5000));
            Write(Encoding.Latin1.GetBytes(text));
        }

        /// <summary>Sends a message in this many frames, with what may come between them.</summary>
        internal void Send(Payload payload, int frames)
        {
            int at = 0;
            for (int i = 0; i < frames; i++)
            {
                bool isLast = i == frames - 1;
                int count = isLast ? payload.Bytes.Length - at : World.Dice.Next(payload.Bytes.Length - at + 1);
                WriteFrame((isLast ? 0x80 : 0) | (i == 0 ? (int)payload.Type : 0), payload.Bytes.AsSpan(at, count));
                at += count;
                if (!isLast && World.Dice.OneIn(4))
                {
                    Ping();
                }
            }

            Outgoing.Attempt(payload);
            Outgoing.Accept(payload);
        }

        /// <summary>Sends the first part of a message, and the rest at another time.</summary>
        internal void Begin(Payload payload)
        {
            int count = World.Dice.Next(payload.Bytes.Length + 1);
            WriteFrame((int)payload.Type, payload.Bytes.AsSpan(0, count));
            _rest = payload.Bytes.AsSpan(count).ToArray();
            Outgoing.Begin(payload.Type);
            Outgoing.Append(payload.Bytes.AsSpan(0, count), false);
        }

        /// <summary>Sends that rest.</summary>
        internal void GoOn()
        {
            if (IsInMessage && IsOpen)
            {
                WriteFrame(0x80, _rest);
                Outgoing.Append(_rest, true);
                _rest = null;
            }
        }

        /// <summary>Many of the smallest messages at once.</summary>
        internal void Flood(int count)
        {
            for (int i = 0; i < count; i++)
            {
                Send(Payload.OfText(string.Empty), 1);
            }
        }

        internal void Ping()
        {
            byte[] payload = new byte[World.Dice.Skewed(125)];
            Array.Fill(payload, (byte)World.Dice.Next(256));
            _pinged.Enqueue(payload);
            WriteFrame(0x89, payload);
        }

        /// <summary>A pong that nobody has asked for.</summary>
        internal void Pong()
        {
            WriteFrame(0x8A, new byte[World.Dice.Next(6)]);
        }

        internal void Close(int code, string reason)
        {
            CloseCodes.Add(code);
            CloseReasons.Add(reason);
            _hasSentClose = true;
            byte[] text = Encoding.UTF8.GetBytes(reason);
            byte[] payload = new byte[code == WsCloseCode.NoStatus ? 0 : 2 + text.Length];
            if (payload.Length > 0)
            {
                payload[0] = (byte)(code >> 8);
                payload[1] = (byte)code;
                text.CopyTo(payload, 2);
            }

            WriteFrame(0x88, payload);
        }

        /// <summary>Breaks the protocol.</summary>
        internal void Sin(WsOptions limits)
        {
            switch (limits.StreamMessages ? World.Dice.Pick(0, 1, 2, 6, 7, 8) : World.Dice.Next(9))
            {
                case 0:
                    FailsWith = WsCloseCode.ProtocolError;
                    WriteFrame(0xC1, "compressed"u8);
                    break;
                case 1:
                    FailsWith = WsCloseCode.ProtocolError;
                    WriteFrame(0x83, "reserved"u8);
                    break;
                case 2:
                    FailsWith = WsCloseCode.ProtocolError;
                    Write(new byte[] { 0x82, (byte)(IsClient ? 0x01 : 0x81), 1, 2, 3, 4, 5 });
                    break;
                case 3:
                    FailsWith = WsCloseCode.InvalidPayload;
                    WriteFrame(0x81, new byte[] { 0x61, 0xC3, 0x28 });
                    break;
                case 4:
                    FailsWith = WsCloseCode.MessageTooBig;
                    int length = limits.MaxMessageSize + 1 + World.Dice.Next(100000);
                    Write(new byte[] { 0x82, (byte)(IsClient ? 0xFF : 0x7F), 0, 0, 0, 0, (byte)(length >> 24), (byte)(length >> 16), (byte)(length >> 8), (byte)length });
                    if (length < 65536)
                    {
                        FailsWith = WsCloseCode.ProtocolError;
                    }

                    Write(new byte[IsClient ? 4 : 0]);
                    break;
                case 5:
                    FailsWith = WsCloseCode.PolicyViolation;
                    for (int i = 0; i <= limits.MaxFragments; i++)
                    {
                        WriteFrame(i == 0 ? 2 : 0, default);
                    }

                    break;
                case 6:
                    FailsWith = WsCloseCode.ProtocolError;
                    WriteFrame(0x88, new byte[] { 0x03, (byte)World.Dice.Pick(0xED, 0xEE, 0xF7) });
                    break;
                case 7:
                    FailsWith = WsCloseCode.ProtocolError;
                    WriteFrame(0x80, "goes on with nothing"u8);
                    break;
                default:
                    FailsWith = WsCloseCode.ProtocolError;
                    WriteFrame(0x09, "a ping in two"u8);
                    break;
            }
        }

        /// <summary>Writes and reads what it can now.</summary>
        internal void Step()
        {
            if (IsEnded)
            {
                return;
            }

            if (!Flush())
            {
                End();
                return;
            }

            if (IsStuck)
            {
                return;
            }

            int count = 0;
            while (!IsEnded && (count = Transport.Receive(_buffer, 0, _buffer.Length)) > 0)
            {
                Append(_buffer.AsSpan(0, count));
                while (!IsEnded && _isStreamChecked && (_isShaken ? ReadFrame() : ReadHead()))
                {
                }
            }

            if (count < 0 || (_hasReceivedClose && _hasSentClose && !HasUnsent && !IsClient))
            {
                End();
            }
        }

        internal void End()
        {
            IsEnded = true;
            Transport?.Close();
        }

        private bool Flush()
        {
            while (HasUnsent)
            {
                byte[] piece = _outgoing.GetRange(_sent, Math.Min(1024, _outgoing.Count - _sent)).ToArray();
                int taken = Transport.Send(piece, 0, piece.Length);
                if (taken == EdgeWs.Nano.Transport.Broken)
                {
                    // What it has received is still to be read, so not the end: but nothing more goes out.
                    _outgoing.Clear();
                    _sent = 0;
                    _hasSentClose = true;
                    return true;
                }

                if (taken == 0)
                {
                    break;
                }

                _sent += taken;
            }

            if (!HasUnsent && _sent > 0)
            {
                _outgoing.Clear();
                _sent = 0;
            }

            return true;
        }

        private void Write(ReadOnlySpan<byte> bytes)
        {
            foreach (byte b in bytes)
            {
                _outgoing.Add(b);
            }
        }

        private void WriteFrame(int first, ReadOnlySpan<byte> payload)
        {
            int mask = IsClient ? 0x80 : 0;
            _outgoing.Add((byte)first);
            if (payload.Length < 126)
            {
                _outgoing.Add((byte)(mask | payload.Length));
            }
            else
            {
                int bytes = payload.Length < 65536 ? 2 : 8;
                _outgoing.Add((byte)(mask | (bytes == 2 ? 126 : 127)));
                for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8)
                {
                    _outgoing.Add((byte)((long)payload.Length >> shift));
                }
            }

            int key = IsClient ? World.Dice.Next(int.MaxValue) : 0;
            for (int i = 0; i < 4 && IsClient; i++)
            {
                _outgoing.Add((byte)(key >> (8 * i)));
            }

            for (int i = 0; i < payload.Length; i++)
            {
                _outgoing.Add((byte)(payload[i] ^ (byte)(key >> (8 * (i & 3)))));
            }
        }

        private void Append(ReadOnlySpan<byte> bytes)
        {
            if (_receivedCount + bytes.Length > _received.Length)
            {
                Array.Resize(ref _received, (_receivedCount + bytes.Length) * 2);
            }

            bytes.CopyTo(_received.AsSpan(_receivedCount));
            _receivedCount += bytes.Length;
        }

        private void Consume(int count)
        {
            _receivedCount -= count;
            Array.Copy(_received, count, _received, 0, _receivedCount);
        }

        private bool ReadHead()
        {
            int end = _received.AsSpan(0, _receivedCount).IndexOf("\r\n\r\n"u8);
            if (end < 0)
            {
                return false;
            }

            string head = Encoding.ASCII.GetString(_received, 0, end + 2);
            Consume(end + 4);
            if (!IsClient)
            {
                Answer(head);
                return true;
            }

            _isShaken = head.StartsWith("HTTP/1.1 101 ", StringComparison.Ordinal);
            if (FailsWith == 0 && (_isShaken ? _isBadOrigin : !_isBadOrigin && head.StartsWith("HTTP/1.1 403 ", StringComparison.Ordinal)))
            {
                World.Fail(Name + ": the wrong page was let in or kept out");
            }

            if (!_isShaken)
            {
                // Refused; the rest is the body of the answer. It should leave now.
                _isStreamChecked = false;
                if (World.Profile.IsCalm || World.Dice.OneIn(2))
                {
                    End();
                }
            }
            else if (!head.Contains("Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n", StringComparison.Ordinal) || FailsWith != 0)
            {
                World.Fail(Name + ": a wrong answer to the opening handshake");
            }

            return true;
        }

        private void Answer(string head)
        {
            const string Field = "Sec-WebSocket-Key: ";
            int at = head.IndexOf(Field, StringComparison.Ordinal) + Field.Length;
            string accept = AcceptKey.Compute(head.Substring(at, 24));
            if (IsMute)
            {
                return;
            }

            string answer = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ";
            if (!World.Profile.IsCalm && World.Dice.OneIn(10))
            {
                FailsWith = -1;
                answer = World.Dice.Pick("HTTP/1.1 403 Forbidden\r\nX: ", "HTTP/1.1 200 OK\r\nX: ", "nonsense\r\n", answer + "x");
            }

            Write(Encoding.ASCII.GetBytes(answer + accept + "\r\n\r\n"));
            _isShaken = true;
        }

        private bool ReadFrame()
        {
            ReadOnlySpan<byte> bytes = _received.AsSpan(0, _receivedCount);
            if (bytes.Length < 2)
            {
                return false;
            }

            int opcode = bytes[0] & 0xF;
            bool isMasked = (bytes[1] & 0x80) != 0;
            int length = bytes[1] & 0x7F;
            int lengthBytes = length == 126 ? 2 : length == 127 ? 8 : 0;
            int header = 2 + lengthBytes + (isMasked ? 4 : 0);
            bool isFinal = (bytes[0] & 0x80) != 0;
            bool isKnown = opcode >= 8 ? isFinal && opcode < 11 && length < 126 : (opcode == 0 ? _readType != 0 : opcode < 3 && _readType == 0);
            if ((bytes[0] & 0x70) != 0 || isMasked == IsClient || !isKnown || _hasReceivedClose)
            {
                World.Fail($"{Name}: received a frame that may not be: {bytes[0]:X2} {bytes[1]:X2}");
            }

            if (bytes.Length < header)
            {
                return false;
            }

            if (lengthBytes > 0)
            {
                length = lengthBytes == 2 ? BinaryPrimitives.ReadUInt16BigEndian(bytes.Slice(2)) : (int)BinaryPrimitives.ReadInt64BigEndian(bytes.Slice(2));
                if (length < (lengthBytes == 2 ? 126 : 65536))
                {
                    World.Fail($"{Name}: received a length of {length} that is not written in the shortest way");
                }
            }

            if (bytes.Length < header + length)
            {
                return false;
            }

            byte[] payload = bytes.Slice(header, length).ToArray();
            for (int i = 0; isMasked && i < length; i++)
            {
                payload[i] ^= bytes[header - 4 + (i & 3)];
            }

            Consume(header + length);
            OnFrame(opcode, isFinal, payload);
            return true;
        }

        private void OnFrame(int opcode, bool isFinal, byte[] payload)
        {
            switch (opcode)
            {
                case 8:
                    OnClose(payload);
                    break;
                case 9:
                    if (!IsMute && !_hasSentClose)
                    {
                        LastAnswered = BinaryPrimitives.ReadInt32BigEndian(payload);
                        WriteFrame(0x8A, payload);
                    }

                    break;
                case 10:
                    OnPong(payload);
                    break;
                default:
                    _readType = opcode == 0 ? _readType : opcode;
                    Incoming.Arrive((WsMessageType)_readType, payload, opcode != 0, isFinal);
                    _readType = isFinal ? 0 : _readType;
                    break;
            }
        }

        private void OnPong(byte[] payload)
        {
            // Of several pings the library may answer the latest only.
            while (_pinged.Count > 0)
            {
                if (_pinged.Dequeue().AsSpan().SequenceEqual(payload))
                {
                    return;
                }
            }

            World.Fail(Name + ": a pong that answers no ping");
        }

        private void OnClose(byte[] payload)
        {
            _hasReceivedClose = true;
            int code = payload.Length == 0 ? WsCloseCode.NoStatus : (payload[0] << 8) | payload[1];
            World.Log?.Add($"{Name}: received close {code}");
            LibraryEnd peer = (LibraryEnd)Peer;
            bool isLegal = peer.CloseCodes.Contains(code) || CloseCodes.Contains(code) || code == FailsWith || FailsWith < 0
                || (code == WsCloseCode.MessageTooBig && Outgoing.Largest > peer.Options.MaxMessageSize)
                || (code == WsCloseCode.PolicyViolation && peer.IsFoiled);
            if (!isLegal || payload.Length == 1)
            {
                World.Fail($"{Name}: received close code {code}, which nobody has said");
            }

            bool isAll = peer.Current == peer && peer.Connection.BufferedBytes == 0 && Incoming.UnderWay > 0 && !peer.IsFailed;
            if (isAll)
            {
                World.Fail($"{Name}: received the close frame before {Incoming.UnderWay} messages");
            }

            if (!_hasSentClose && !IsMute)
            {
                _hasSentClose = true;
                WriteFrame(0x88, payload.AsSpan(0, Math.Min(payload.Length, 2)));
            }
        }
    }
}
