using System;
using System.Text;
using nanoFramework.TestFramework;

namespace EdgeWs.Nano.Tests
{
    /// <summary>A frame decoder with a log of all that it finds.</summary>
    /// <remarks>
    /// An event is <c>text:HEX;</c>, <c>binary:HEX;</c>, <c>ping:HEX;</c>, <c>pong:HEX;</c>, <c>close:CODE:HEX;</c> (all of the
    /// payload) or <c>error:CODE;</c>. More than 64 equal bytes are written <c>COUNT*HEX</c>.
    /// </remarks>
    internal sealed class DecoderProbe
    {
        private readonly FrameDecoder _decoder;
        private readonly WsMessage _message = new WsMessage();
        private readonly WsOptions _limits;
        private readonly StringBuilder _log = new StringBuilder();

        internal DecoderProbe(bool isServer, WsOptions limits)
        {
            _decoder = new FrameDecoder(isServer);
            _limits = limits;
        }

        internal BufferPool Pool { get; } = new BufferPool(100000);

        /// <summary>The last payload found lay in the input and not in a buffer of the decoder.</summary>
        internal bool WasInPlace { get; private set; }

        /// <summary>Asserts what a server finds in a stream, however it is cut.</summary>
        internal static void Server(string expected, string hex) =>
            Check(expected, true, Bytes.FromHex(hex), new WsServerOptions());

        /// <summary>Asserts what a client finds in a stream, however it is cut.</summary>
        internal static void Client(string expected, string hex) =>
            Check(expected, false, Bytes.FromHex(hex), new WsServerOptions());

        /// <summary>Asserts what is found in a stream: whole, byte by byte, and cut in two at every place.</summary>
        internal static void Check(string expected, bool isServer, byte[] stream, WsOptions limits)
        {
            string name = Bytes.ToHex(stream.Length > 40 ? Bytes.Part(stream, 0, 40) : stream);
            for (int cut = -1; cut < stream.Length; cut++)
            {
                DecoderProbe probe = new DecoderProbe(isServer, limits);
                if (cut < 0)
                {
                    probe.FeedPieces(stream, 1);
                }
                else
                {
                    probe.Feed(stream, 0, cut);
                    probe.Feed(stream, cut, stream.Length - cut);
                }

                Assert.AreEqual(expected, probe.TakeLog(), name + " cut at " + cut.ToString());
            }
        }

        internal string TakeLog()
        {
            string log = _log.ToString();
            _log.Clear();
            return log;
        }

        /// <summary>Decodes hexadecimal digits in one piece.</summary>
        /// <returns>What was found.</returns>
        internal string FeedHex(string hex)
        {
            byte[] bytes = Bytes.FromHex(hex);
            Feed(bytes, 0, bytes.Length);
            return TakeLog();
        }

        internal void FeedPieces(byte[] bytes, int size)
        {
            for (int at = 0; at < bytes.Length; at += size)
            {
                Feed(bytes, at, bytes.Length - at < size ? bytes.Length - at : size);
            }
        }

        /// <summary>Decodes one piece, which stands in the middle of the input with other bytes around it.</summary>
        internal void Feed(byte[] bytes, int offset, int count)
        {
            ByteCursor input = new ByteCursor(count + 7);
            Array.Copy(bytes, offset, input.Buffer, 3, count);
            for (int i = 0; i < 3; i++)
            {
                input.Buffer[i] = 0x5A;
                input.Buffer[count + 3 + i] = 0x5A;
            }

            input.Position = 3;
            input.End = count + 3;
            DecodedEvent found;
            while ((found = _decoder.Decode(input, _message, _limits, Pool)) != DecodedEvent.None)
            {
                WasInPlace = _message.Payload == input.Buffer;
                Log(found, _message);
            }

            Assert.AreEqual(input.End, input.Position, "input left over");
            for (int i = 0; i < 3; i++)
            {
                Assert.IsTrue(input.Buffer[i] == 0x5A && input.Buffer[count + 3 + i] == 0x5A, "bytes beside the input were changed");
            }
        }

        internal void Stop() => _decoder.Stop();

        internal void Release() => _decoder.Release(Pool);

        private void Log(DecodedEvent found, WsMessage message)
        {
            string kind = found switch
            {
                DecodedEvent.Message => message.Opcode == 1 ? "text:" : message.Opcode == 2 ? "binary:" : "unknown:",
                DecodedEvent.Ping => "ping:",
                DecodedEvent.Pong => "pong:",
                DecodedEvent.Close => "close:" + message.CloseCode.ToString() + ":",
                _ => "error:" + message.CloseCode.ToString(),
            };
            _log.Append(kind);
            _log.Append(kind.StartsWith("error:") ? ";" : Describe(message.Payload, message.PayloadOffset, message.PayloadCount) + ";");
        }

        private static string Describe(byte[] payload, int offset, int count)
        {
            if (count <= 64)
            {
                return Bytes.ToHex(Bytes.Part(payload, offset, count));
            }

            byte first = payload[offset];
            for (int i = 1; i < count; i++)
            {
                if (payload[offset + i] != first)
                {
                    return count.ToString() + " bytes that differ";
                }
            }

            return count.ToString() + "*" + first.ToString("X2");
        }
    }
}
