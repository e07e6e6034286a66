using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using EdgeWs.Nano;
using EdgeWs.Testing.Wire;

namespace EdgeWs.Simulation
{
    /// <summary>
    /// A peer that is none of the library's: it writes and reads bare frames, so it can send fragments, dawdle and break every rule,
    /// and it checks every byte of what the library sends.
    /// </summary>
    internal sealed class RawEnd : End
    {
        private readonly FrameWriter _writer;
        private readonly MessageReader _reader;
        private readonly List<byte> _outgoing = new List<byte>();
        private readonly Queue<byte[]> _pinged = new Queue<byte[]>();
        private readonly byte[] _buffer = new byte[1024];
        private int _sent;
        private bool _hasSentClose;
        private bool _hasReceivedClose;
        private byte[] _rest;

        internal RawEnd(World world, string name, bool isClient)
            : base(world, name, isClient)
        {
            _writer = new FrameWriter(isClient);
            _reader = new MessageReader(!isClient);
            Opening = new RawOpening(this);
        }

        internal RawOpening Opening { get; }

        /// <summary>The close code for what it did wrong; 0 while it keeps to the rules, negative when there are several.</summary>
        internal int FailsWith { get; set; }

        /// <summary>Whether it reads nothing, so that the library's buffers fill up.</summary>
        internal bool IsStuck { get; set; }

        /// <summary>Whether it answers neither the opening handshake, pings nor a close.</summary>
        internal bool IsMute { get; init; }

        /// <summary>The tag of the latest ping that was answered.</summary>
        internal int LastAnswered { get; private set; }

        /// <summary>Whether a message was begun whose rest is still to come.</summary>
        internal bool IsInMessage => _rest != null;

        internal bool IsEnded { get; private set; }

        /// <summary>Whether it broke the protocol and all of that was received. What is sent into a stream that has ended never is.</summary>
        internal bool HasViolated => FailsWith > 0 && !HasUnsent && Transport.Outgoing.Count == 0 && !Transport.Outgoing.IsClosed;

        internal override bool IsOpen => Opening.IsDone && !IsEnded && !_hasSentClose && !_hasReceivedClose && FailsWith == 0;

        private bool HasUnsent => _sent < _outgoing.Count;

        private WsOptions Limits => ((LibraryEnd)Peer).Options;

        /// <summary>Does anything that a peer may do, or may not.</summary>
        internal void Act()
        {
            if (!IsOpen)
            {
                return;
            }

            // In a message only control frames may come, and they are not all that there is to do.
            Action act = (IsInMessage ? World.Dice.Pick(0, 1, 3, 3, -1, -1, -1, -1) : World.Dice.Next(World.Profile.IsCalm ? 10 : 12)) switch
            {
                0 => Ping,
                1 when World.Dice.OneIn(2) => BreakProtocol,
                2 => Close,
                3 => IsInMessage ? GoOn : Begin,
                4 => Flood,
                5 => () => WriteFrame(0x8A, new byte[World.Dice.Next(6)]),
                >= 6 and < 10 => () => Send(NewPayload(), World.Dice.Between(1, Math.Min(4, Limits.MaxFragments))),
                10 => () => IsStuck = !IsStuck,
                11 => End,
                _ => null,
            };
            act?.Invoke();
        }

        /// <summary>Sends a message in this many frames, with what may come between them.</summary>
        internal void Send(Payload payload, int frames)
        {
            ReadOnlySpan<byte> left = payload.Bytes;
            int opcode = (int)payload.Type;
            for (; frames > 1; frames--)
            {
                int count = World.Dice.Next(left.Length + 1);
                WriteFrame(opcode, left.Slice(0, count));
                left = left.Slice(count);
                opcode = Frame.Continuation;
                if (World.Dice.OneIn(4))
                {
                    Ping();
                }
            }

            WriteFrame(0x80 | opcode, left);
            Outgoing.Attempt(payload);
            Outgoing.Accept(payload);
        }

        /// <summary>From now on it behaves, and ends what it has begun.</summary>
        internal void Settle()
        {
            IsStuck = false;
            if (IsInMessage && IsOpen)
            {
                GoOn();
            }
        }

        internal void WriteFrame(int first, ReadOnlySpan<byte> payload) => Write(_writer.Write(first, payload));

        internal void Write(ReadOnlySpan<byte> bytes) => _outgoing.AddRange(bytes);

        /// <summary>Writes and reads what it can now.</summary>
        internal void Step()
        {
            if (IsEnded)
            {
                return;
            }

            Flush();
            if (IsStuck)
            {
                return;
            }

            int count = 0;
            while (!IsEnded && (count = Transport.Receive(_buffer, 0, _buffer.Length)) > 0)
            {
                _reader.Append(Opening.Take(_buffer.AsSpan(0, count)));
                while (!IsEnded && _reader.TryRead(out int opcode, out byte[] payload))
                {
                    OnReceived(opcode, payload);
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
            Transport.Close();
        }

        private Payload NewPayload() => Payload.Create(World.Dice, World.Profile.LimitSize(Limits.MaxMessageSize));

        private void Begin()
        {
            Payload payload = NewPayload();
            int count = World.Dice.Next(payload.Bytes.Length + 1);
            WriteFrame((int)payload.Type, payload.Bytes.AsSpan(0, count));
            _rest = payload.Bytes[count..];
            Outgoing.Begin(payload.Type);
            Outgoing.Append(payload.Bytes.AsSpan(0, count), false);
        }

        private void GoOn()
        {
            WriteFrame(0x80, _rest);
            Outgoing.Append(_rest, true);
            _rest = null;
        }

        private void Flood()
        {
            for (int i = World.Dice.Between(20, 400); i > 0; i--)
            {
                Send(Payload.OfText(string.Empty), 1);
            }
        }

        private void BreakProtocol()
        {
            World.Log?.Add($"{Name}: breaks the protocol");
            FailsWith = new BadFrames(this, World.Dice, Limits).Send();
        }

        private void Ping()
        {
            byte[] payload = new byte[World.Dice.Skewed(125)];
            Array.Fill(payload, (byte)World.Dice.Next(256));
            _pinged.Enqueue(payload);
            WriteFrame(0x89, payload);
        }

        private void Close()
        {
            int code = World.Dice.Pick(WsCloseCode.NoStatus, 1000, 1001, 1012, 3999);
            string reason = World.Dice.Pick(string.Empty, "bye", new string('ß', 60));
            CloseCodes.Add(code);
            CloseReasons.Add(reason);
            _hasSentClose = true;
            WriteFrame(0x88, code == WsCloseCode.NoStatus ? [] : CloseBody.Create(code, reason));
        }

        private void Flush()
        {
            while (HasUnsent)
            {
                byte[] piece = _outgoing.GetRange(_sent, Math.Min(1024, _outgoing.Count - _sent)).ToArray();
                int taken = Transport.Send(piece, 0, piece.Length);
                if (taken == 0)
                {
                    return;
                }

                if (taken == EdgeWs.Nano.Transport.Broken)
                {
                    // What it has received is still to be read, so not the end: but nothing more goes out.
                    _sent = _outgoing.Count;
                    _hasSentClose = true;
                    break;
                }

                _sent += taken;
            }

            _outgoing.Clear();
            _sent = 0;
        }

        private void OnReceived(int opcode, byte[] payload)
        {
            switch (opcode)
            {
                case Frame.Close:
                    OnClose(payload);
                    break;
                case Frame.Ping:
                    if (!IsMute && !_hasSentClose)
                    {
                        LastAnswered = BinaryPrimitives.ReadInt32BigEndian(payload);
                        WriteFrame(0x8A, payload);
                    }

                    break;
                case Frame.Pong:
                    OnPong(payload);
                    break;
                default:
                    Incoming.Arrive((WsMessageType)opcode, payload, true, true);
                    break;
            }
        }

        private void OnPong(byte[] payload)
        {
            // Of several pings the library may answer the latest only.
            bool isKnown = false;
            while (!isKnown && _pinged.TryDequeue(out byte[] pinged))
            {
                isKnown = pinged.AsSpan().SequenceEqual(payload);
            }

            Require(isKnown, $"a pong that answers no ping");
        }

        private void OnClose(byte[] payload)
        {
            _hasReceivedClose = true;
            int code = CloseBody.ReadCode(payload);
            World.Log?.Add($"{Name}: received close {code}");
            LibraryEnd peer = (LibraryEnd)Peer;
            int foiled = CloseCheck.Foiled(peer);
            Require(
                peer.CloseCodes.Contains(code) || CloseCodes.Contains(code) || foiled < 0 || code == foiled,
                $"received close code {code}, which nobody has said");
            bool isAll = peer.Current == peer && peer.Connection.BufferedBytes == 0 && !peer.IsFailed;
            Require(!isAll || Incoming.UnderWay == 0, $"received the close frame before {Incoming.UnderWay} messages");
            if (!_hasSentClose && !IsMute)
            {
                _hasSentClose = true;
                WriteFrame(0x88, payload.AsSpan(0, Math.Min(payload.Length, 2)));
            }
        }
    }
}
