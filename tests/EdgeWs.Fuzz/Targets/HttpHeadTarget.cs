using System;
using System.Text;
using EdgeWs.Nano;

namespace EdgeWs.Fuzz
{
    /// <summary>The reader of HTTP heads: however a head is cut, it is the same, and the one that RFC 7230 describes.</summary>
    internal sealed class HttpHeadTarget : FuzzTarget
    {
        public override string Name => "http-head";

        public override void Run(byte[] input)
        {
            InputReader reader = new InputReader(input);
            int maxSize = 1 + reader.NextByte() * 20;
            int pieceKind = reader.NextByte();
            byte[] stream = reader.Rest();

            HttpText expected = HttpText.Read(stream);
            bool fits = expected != null && expected.Size <= maxSize
                && expected.Fields.Count <= HttpHead.MaxFields;

            int whole = Read(stream, maxSize, new Pieces(0), fits ? expected : null);
            int single = Read(stream, maxSize, new Pieces(1), fits ? expected : null);
            int cut = Read(stream, maxSize, new Pieces(pieceKind), fits ? expected : null);
            Invariant.Require(whole == single && whole == cut, $"whole {whole}, byte by byte {single}, cut {cut}");
            Invariant.Require((whole == HttpHead.Complete) == fits, "the head is complete and refused, or the other way round");
        }

        internal override byte[] Generate(Random random)
        {
            ByteWriter writer = new ByteWriter();
            writer.Write(random.OneIn(3) ? random.Next(256) : 255);
            writer.Write(random.Next(256));
            if (random.OneIn(2))
            {
                RequestGenerator.Write(writer, random);
            }
            else
            {
                AnswerGenerator.Write(writer, random);
            }

            writer.Write(random.Bytes(random.Next(4)));
            return writer.ToArray();
        }

        private static int Read(byte[] stream, int maxSize, Pieces pieces, HttpText expected)
        {
            HttpHead head = new HttpHead(maxSize);
            DecoderInput input = new DecoderInput(Math.Max(1, stream.Length));
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
            string startLine = Encoding.Latin1.GetString(head.Text, head.StartLineStart, length);
            Invariant.Require(startLine == expected.StartLine, "the start line is another");

            CompareFields(head.Headers, expected);
        }

        private static void CompareFields(WsHeaders headers, HttpText expected)
        {
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

        /// <summary>As text in UTF-8 if it is that.</summary>
        private static string Decode(string latin)
        {
            byte[] bytes = Encoding.Latin1.GetBytes(latin);
            return StrictUtf8.IsValid(bytes) ? StrictUtf8.GetString(bytes) : latin;
        }
    }
}
