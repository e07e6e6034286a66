using System;
using System.Text.Json;
using EdgeWs.Nano;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace EdgeWs.Desktop.Tests.Payload
{
    /// <summary>What our writer of JSON writes, read by .NET's reader. The seeds are fixed, so that a failure comes again.</summary>
    [TestClass]
    public class JsonWriterOracleTests
    {
        public TestContext TestContext { get; set; }

        [TestMethod]
        public void NoCultureChangesWhatIsWritten()
        {
            (object Value, string Expected)[] cases =
            [
                (-5, "-5"),
                (sbyte.MinValue, "-128"),
                (-128L, "-128"),
                (-1.25, "-1.25"),
                (1.5e-9, "15E-10"),
                (1e30, "1E30"),
                (new DateTime(2026, 1, 2, 3, 4, 5, 6), "\"2026-01-02T03:04:05.006Z\""),
            ];

            Cultures.InEach(culture =>
            {
                foreach ((object value, string expected) in cases)
                {
                    Assert.AreEqual(expected, JsonWriter.Write(value, null), culture);
                }
            });
        }

        [TestMethod]
        public void DoublesOfUpToSevenPlacesAreExact()
        {
            var random = new Random(1);
            for (int i = 0; i < 100000; i++)
            {
                double value = Math.Round((random.NextDouble() * 1e6) - 5e5, random.Next(8));
                Assert.AreEqual(value, Read(value).GetDouble());
            }
        }

        [TestMethod]
        public void NumbersOfAnyKindAreAsCloseAsTheirDigits()
        {
            // The device writes 15 digits of a double and 7 of a float, so the last bits may differ.
            const double DoubleTolerance = 1e-14;
            const double SingleTolerance = 1e-6;
            var random = new Random(2);
            double worstDouble = 0;
            double worstSingle = 0;
            for (int i = 0; i < 100000; i++)
            {
                double value = i % 2 == 0
                    ? BitConverter.Int64BitsToDouble(random.NextInt64(long.MinValue, long.MaxValue))
                    : random.NextDouble() * Math.Pow(10, random.Next(-9, 18));
                if (double.IsNormal(value))
                {
                    worstDouble = Math.Max(worstDouble, Math.Abs((Read(value).GetDouble() - value) / value));
                }

                float single = BitConverter.Int32BitsToSingle(random.Next(int.MinValue, int.MaxValue));
                if (float.IsNormal(single))
                {
                    worstSingle = Math.Max(worstSingle, Math.Abs((Read(single).GetDouble() - single) / single));
                }
            }

            TestContext.WriteLine("the worst double is off by {0:E1}, the worst float by {1:E1}", worstDouble, worstSingle);
            Assert.IsLessThan(DoubleTolerance, worstDouble);
            Assert.IsLessThan(SingleTolerance, worstSingle);
        }

        [TestMethod]
        public void Strings()
        {
            var random = new Random(3);
            for (int i = 0; i < 100000; i++)
            {
                var chars = new char[random.Next(20)];
                for (int k = 0; k < chars.Length; k++)
                {
                    chars[k] = (char)random.Next(random.Next(2) == 0 ? 0x80 : 0xD800);
                }

                string text = new string(chars);
                Assert.AreEqual(text, Read(text).GetString());
            }
        }

        private static JsonElement Read(object value)
        {
            return JsonDocument.Parse(JsonWriter.Write(value, null)).RootElement;
        }
    }
}
