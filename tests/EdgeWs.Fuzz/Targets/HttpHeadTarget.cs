using System;
using System.Linq;
using System.Text;
using System.Text.Unicode;
using EdgeWs.Nano;
using EdgeWs.Testing.Wire;

namespace EdgeWs.Fuzz
{
    /// <summary>
    /// HTTP heads: however a head is cut, it is the same, and the one that RFC 7230 describes; and it opens a connection, as a request
    /// or as an answer, if RFC 6455 says so.
    /// </summary>
    internal sealed class HttpHeadTarget : FuzzTarget
    {
        private const string Path = "/chat";

        private static readonly string[] s_offered = { "chat", "superchat" };

        internal override string Name => "http-head";

        internal override bool IsText => true;

        internal override void Run(byte[] input)
        {
            InputReader reader = new InputReader(input);
            int maxSize = 1 + reader.NextByte() * 20;
            int pieceKind = reader.NextByte();
            byte[] stream = reader.Rest();

            HttpText expected = HttpText.Read(stream);
            bool fits = expected != null && expected.Size <= maxSize
                && expected.Fields.Count <= HttpHead.MaxFields;

            HttpHead head = new HttpHead(maxSize);
            int whole = Read(head, stream, maxSize, new Pieces(0), fits ? expected : null);
            int single = Read(new HttpHead(maxSize), stream, maxSize, new Pieces(1), fits ? expected : null);
            int cut = Read(new HttpHead(maxSize), stream, maxSize, new Pieces(pieceKind), fits ? expected : null);
            Invariant.Require(whole == single && whole == cut, $"whole {whole}, byte by byte {single}, cut {cut}");
            Invariant.Require((whole == HttpHead.Complete) == fits, "the head is complete and refused, or the other way round");
            if (fits)
            {
                JudgeRequest(head, expected);
            }

            JudgeAnswer(stream, maxSize, pieceKind, expected);
        }

        internal override byte[] Generate(Random random)
        {
            ByteWriter writer = new ByteWriter();
            writer.Write(random.OneIn(3) ? random.Next(256) : 255);
            writer.Write(random.Next(256));
            if (random.OneIn(2))
            {
                HeadGenerator.WriteRequest(writer, random);
            }
            else
            {
                HeadGenerator.WriteAnswer(writer, random);
            }

            writer.Write(random.Bytes(random.Next(4)));
            return writer.ToArray();
        }

        private static int Read(HttpHead head, byte[] stream, int maxSize, Pieces pieces, HttpText expected)
        {
            ByteCursor input = new ByteCursor(Math.Max(1, stream.Length));
            int result = HttpHead.Incomplete;
            int position = 0;
            while (position < stream.Length && result == HttpHead.Incomplete)
            {
                int count = pieces.Next(stream.Length - position);
                Array.Copy(stream, position, input.Buffer, 0, count);
                input.Position = 0;
                input.End = count;
                result = head.Append(input);
                position += input.Position;
                Invariant.Require(result != HttpHead.Incomplete || input.Position == count, "something of the input was left");
                Invariant.Require(head.Text.Length <= maxSize + 512, "the head takes more memory than it may");
            }

            Invariant.Require(result is HttpHead.Incomplete or HttpHead.Complete or 400 or 431, "an unknown result");
            if (result == HttpHead.Complete)
            {
                Invariant.Require(expected != null, "a head was read that is none");
                Compare(head, expected);
                Invariant.Require(position == expected.Size, "the head ends somewhere else");
            }

            return result;
        }

        private static void Compare(HttpHead head, HttpText expected)
        {
            int length = head.StartLineEnd - head.StartLineStart;
            Invariant.Require(Encoding.Latin1.GetString(head.Text, head.StartLineStart, length) == expected.StartLine, "the start line is another");

            WsHeaders headers = head.Headers;
            Invariant.Require(headers.Count == expected.Fields.Count, "the number of fields is another");
            for (int i = 0; i < headers.Count; i++)
            {
                string name = expected.Fields[i].Key;
                Invariant.Require(headers.GetName(i) == name, "the name of a field is another");
                Invariant.Require(headers.GetValue(i) == Decode(expected.Fields[i].Value), "the value of a field is another");
                Invariant.Require(headers.HasOne(name) == (expected.Values(name).Length == 1), "the field occurs another number of times");
                Invariant.Require(headers.Find(name.ToUpperInvariant(), 0) is int found && found >= 0 && found <= i, "the field is not found");
            }
        }

        private static void JudgeRequest(HttpHead head, HttpText expected)
        {
            HttpRequest request = HttpRequest.Read(head);
            bool isAccepted = request != null && request.Path == Path && ServerHandshake.StatusFor(request) == ServerHandshake.Accepted;
            Invariant.Require(isAccepted == Handshakes.IsRequest(expected, Path), "another verdict on the request");
            if (isAccepted)
            {
                string[] offered = ServerHandshake.OfferedProtocols(head.Headers);
                Invariant.Require(offered.SequenceEqual(expected.Items("Sec-WebSocket-Protocol")), "the offered subprotocols are others");

                string key = expected.Values("Sec-WebSocket-Key")[0];
                byte[] answer = ServerHandshake.Accept(key, offered.FirstOrDefault(string.Empty));
                Invariant.Require(Handshakes.IsAnswer(HttpText.Read(answer), key, offered), "the answer does not accept");
            }
        }

        /// <summary>A client reads more than is well-formed, but what opens is well-formed, and what is well-formed is read.</summary>
        private static void JudgeAnswer(byte[] stream, int maxSize, int pieceKind, HttpText expected)
        {
            AnswerHead head = new AnswerHead(maxSize);
            string outcome = Read(head, stream, new Pieces(0), out int end);
            Invariant.Require(Read(new AnswerHead(maxSize), stream, new Pieces(1), out _) == outcome, "the answer is another byte by byte");
            Invariant.Require(Read(new AnswerHead(maxSize), stream, new Pieces(pieceKind), out _) == outcome, "the answer is another when it is cut");
            bool isAccepted = expected != null && expected.Size <= maxSize && Handshakes.IsAnswer(expected, OpeningHandshake.SampleKey, s_offered);
            if (!outcome.StartsWith("usable", StringComparison.Ordinal))
            {
                Invariant.Require(!isAccepted, "an answer that opens is of no use");
                return;
            }

            int result = ClientHandshake.StatusFor(head, OpeningHandshake.SampleKey, s_offered, out string protocol);
            if (expected != null)
            {
                Invariant.Require((result == ClientHandshake.Accepted) == isAccepted, "another verdict on the answer");
                Invariant.Require(end == expected.Size, "the answer ends somewhere else");
            }

            string chosen = isAccepted ? expected.Values("Sec-WebSocket-Protocol").FirstOrDefault(string.Empty) : string.Empty;
            Invariant.Require(expected == null || protocol == chosen, "the chosen subprotocol is another");
        }

        /// <returns>What came of it; where it is of no use, how early that shows depends on the pieces.</returns>
        private static string Read(AnswerHead head, byte[] stream, Pieces pieces, out int position)
        {
            ByteCursor input = new ByteCursor(Math.Max(1, stream.Length));
            position = 0;
            bool isThere = false;
            while (position < stream.Length && !isThere)
            {
                int count = pieces.Next(stream.Length - position);
                Array.Copy(stream, position, input.Buffer, 0, count);
                input.Position = 0;
                input.End = count;
                isThere = head.Append(input);
                position += input.Position;
            }

            if (!isThere || head.IsTooLarge || head.Status == 0)
            {
                return isThere ? "useless" : "incomplete";
            }

            WsHeaders headers = head.Headers;
            return $"usable {head.Status} {head.IsMalformed} {position} "
                + string.Join('|', Enumerable.Range(0, headers.Count).Select(i => headers.GetName(i) + ":" + headers.GetValue(i)));
        }

        /// <summary>As text in UTF-8 if it is that.</summary>
        private static string Decode(string latin)
        {
            byte[] bytes = Encoding.Latin1.GetBytes(latin);
            return Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes) : latin;
        }
    }
}
