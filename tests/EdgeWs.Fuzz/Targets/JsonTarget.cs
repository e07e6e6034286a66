using System;
using System.Collections;
using System.Globalization;
using System.Text;
using System.Text.Json;
using EdgeWs.Nano;

namespace EdgeWs.Fuzz
{
    /// <summary>The JSON writer: System.Text.Json reads the value back.</summary>
    internal sealed class JsonTarget : FuzzTarget
    {
        private const int MaxDepth = 16;

        internal override string Name => "json";

        internal override void Run(byte[] input)
        {
            InputReader reader = new InputReader(input);
            object value = ReadValue(reader, 0);
            string json = JsonWriter.Write(value, null);
            using JsonDocument document = JsonDocument.Parse(json);
            Compare(value, document.RootElement);
        }

        internal override byte[] Generate(Random random)
        {
            return random.Bytes(random.Next(200));
        }

        private static object ReadValue(InputReader reader, int depth)
        {
            int kind = reader.NextByte() % 16;
            switch (kind)
            {
                case 0:
                    return null;
                case 1:
                    return reader.NextByte() % 2 == 0;
                case 2:
                    return (int)reader.NextInt64();
                case 3:
                    return reader.NextInt64();
                case 4:
                    return (ulong)reader.NextInt64();
                case 5:
                    return BitConverter.Int64BitsToDouble(reader.NextInt64());
                case 6:
                    return BitConverter.Int32BitsToSingle((int)reader.NextInt64());
                case 7:
                    return reader.NextInt64() / Math.Pow(10, reader.NextByte() % 40);
                case 8:
                    return new DateTime(reader.NextInt64() & 0x2000000000000000L - 1, DateTimeKind.Utc);
                case 9:
                    return reader.Next(reader.NextByte());
                case 10:
                case 11:
                    return ReadText(reader);
                case 12 or 13 when depth < MaxDepth:
                    object[] items = new object[reader.NextByte() % 8];
                    for (int i = 0; i < items.Length; i++)
                    {
                        items[i] = ReadValue(reader, depth + 1);
                    }

                    return items;
                case 14 or 15 when depth < MaxDepth:
                    Hashtable members = new Hashtable();
                    for (int i = reader.NextByte() % 8; i > 0; i--)
                    {
                        members[ReadText(reader)] = ReadValue(reader, depth + 1);
                    }

                    return members;
                default:
                    return "";
            }
        }

        private static string ReadText(InputReader reader)
        {
            return Encoding.UTF8.GetString(reader.Next(reader.NextByte() % 32));
        }

        private static void Compare(object value, JsonElement json)
        {
            switch (value)
            {
                case null:
                    Require(json, JsonValueKind.Null);
                    break;
                case bool flag:
                    Require(json, flag ? JsonValueKind.True : JsonValueKind.False);
                    break;
                case int or long or ulong:
                    Invariant.Require(json.GetRawText() == Convert.ToString(value, CultureInfo.InvariantCulture), "another integer");
                    break;
                case float number:
                    CompareReal(number, json, 2.5e-7);
                    break;
                case double number:
                    CompareReal(number, json, 1e-15);
                    break;
                case DateTime time:
                    Invariant.Require(json.GetString() == time.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture), "another time");
                    break;
                case byte[] bytes:
                    Invariant.Require(bytes.AsSpan().SequenceEqual(json.GetBytesFromBase64()), "other bytes");
                    break;
                case string text:
                    Invariant.Require(json.GetString() == text, "another string");
                    break;
                case IDictionary members:
                    Require(json, JsonValueKind.Object);
                    int found = 0;
                    foreach (JsonProperty member in json.EnumerateObject())
                    {
                        Invariant.Require(members.Contains(member.Name), "another member");
                        Compare(members[member.Name], member.Value);
                        found++;
                    }

                    Invariant.Require(found == members.Count, "another number of members");
                    break;
                case object[] items:
                    Require(json, JsonValueKind.Array);
                    Invariant.Require(json.GetArrayLength() == items.Length, "another number of items");
                    for (int i = 0; i < items.Length; i++)
                    {
                        Compare(items[i], json[i]);
                    }

                    break;
            }
        }

        /// <param name="value">What was written.</param>
        /// <param name="json">What was read.</param>
        /// <param name="tolerance">Relative: the writer may lose the last bit, which is a seventh digit of a float.</param>
        private static void CompareReal(double value, JsonElement json, double tolerance)
        {
            if (!double.IsFinite(value))
            {
                Require(json, JsonValueKind.Null);
                return;
            }

            double read = json.GetDouble();
            double error = Math.Abs(read - value);
            Invariant.Require(error <= Math.Abs(value) * tolerance || error <= double.Epsilon, $"{value:R} was written as {json.GetRawText()}");
        }

        private static void Require(JsonElement json, JsonValueKind kind)
        {
            Invariant.Require(json.ValueKind == kind, $"{json.ValueKind} instead of {kind}");
        }
    }
}
