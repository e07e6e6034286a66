using System;
using System.Collections;
using nanoFramework.TestFramework;

namespace EdgeWs.Nano.Tests
{
    /// <summary>JSON text of values, and the text of simple values sent on their own.</summary>
    [TestClass]
    public class JsonWriterTests
    {
        [TestMethod]
        public void Constants()
        {
            Assert.AreEqual("null", Write(null));
            Assert.AreEqual("true", Write(true));
            Assert.AreEqual("false", Write(false));
        }

        [TestMethod]
        public void Integers()
        {
            Assert.AreEqual("0", Write(0));
            Assert.AreEqual("-1", Write(-1));
            Assert.AreEqual("2147483647", Write(int.MaxValue));
            Assert.AreEqual("-2147483648", Write(int.MinValue));
            Assert.AreEqual("255", Write(byte.MaxValue));
            Assert.AreEqual("-128", Write(sbyte.MinValue));
            Assert.AreEqual("-32768", Write(short.MinValue));
            Assert.AreEqual("65535", Write(ushort.MaxValue));
            Assert.AreEqual("4294967295", Write(uint.MaxValue));
            Assert.AreEqual("9223372036854775807", Write(long.MaxValue));
            Assert.AreEqual("-9223372036854775808", Write(long.MinValue));
            Assert.AreEqual("18446744073709551615", Write(ulong.MaxValue));
        }

        [TestMethod]
        public void DoublesThatAreWhole()
        {
            Assert.AreEqual("0", Write(0.0));
            Assert.AreEqual("0", Write(-0.0));
            Assert.AreEqual("-1", Write(-1.0));
            Assert.AreEqual("100000", Write(1e5));
            Assert.AreEqual("1000000000000000", Write(1e15));
            Assert.AreEqual("9007199254740993", Write(9007199254740993L));
            Assert.AreEqual("9007199254740992", Write(9007199254740992.0));
            Assert.AreEqual("-1000000000000000000", Write(-1e18));
            Assert.AreEqual("1E19", Write(1e19));
            Assert.AreEqual("-15E19", Write(-1.5e20));
            Assert.AreEqual("1E30", Write(1e30));
        }

        [TestMethod]
        public void DoublesWithAFraction()
        {
            Assert.AreEqual("0.5", Write(0.5));
            Assert.AreEqual("-2.5", Write(-2.5));
            Assert.AreEqual("0.1", Write(0.1));
            Assert.AreEqual("21.5", Write(21.5));
            Assert.AreEqual("23.45", Write(23.45));
            Assert.AreEqual("-273.15", Write(-273.15));
            Assert.AreEqual("0.07", Write(0.07));
            Assert.AreEqual("99.99", Write(99.99));
            Assert.AreEqual("123456.789", Write(123456.789));
            Assert.AreEqual("0.001234", Write(0.001234));
            Assert.AreEqual("0.000001", Write(1e-6));
            Assert.AreEqual("12E-8", Write(1.2e-7));
            Assert.AreEqual("-1E-10", Write(-1e-10));
        }

        [TestMethod]
        public void DoublesThatNeedMoreDigits()
        {
            Assert.AreEqual("0.30000000000000004", Write(0.1 + 0.2));
            Assert.AreEqual("0.3333333333333333", Write(1.0 / 3));
            Assert.AreEqual("3.141592653589793", Write(3.1415926535897931));
            Assert.AreEqual("123456789012345.67", Write(123456789012345.67));
            Assert.AreEqual("4503599627370495.5", Write(4503599627370495.5));
        }

        [TestMethod]
        public void DoublesAtTheEndsOfTheirRange()
        {
            // Only that it is a number: the last of the 17 digits of such numbers is not exact.
            CheckScientific("179769313486231", "E29", Write(double.MaxValue));
            CheckScientific("-179769313486231", "E29", Write(double.MinValue));
            CheckScientific("494065645841246", "E-3", Write(double.Epsilon));
        }

        [TestMethod]
        public void Floats()
        {
            Assert.AreEqual("0", Write(0f));
            Assert.AreEqual("0.1", Write(0.1f));
            Assert.AreEqual("21.5", Write(21.5f));
            Assert.AreEqual("-40.1", Write(-40.1f));
            Assert.AreEqual("16777216", Write(16777216f));
            Assert.AreEqual("10000000000", Write(1e10f));
            Assert.AreEqual("0.33333334", Write(1f / 3));
            Assert.AreEqual("1E-7", Write(1e-7f));
        }

        [TestMethod]
        public void NumbersThatJsonDoesNotHaveAreNull()
        {
            Assert.AreEqual("null", Write(double.NaN));
            Assert.AreEqual("null", Write(double.PositiveInfinity));
            Assert.AreEqual("null", Write(double.NegativeInfinity));
            Assert.AreEqual("null", Write(float.NaN));
            Assert.AreEqual("null", Write(float.PositiveInfinity));
            Assert.AreEqual("null", Write(float.NegativeInfinity));
            Assert.AreEqual("[1,null]", Write(new double[] { 1, double.NaN }));
        }

        [TestMethod]
        public void Strings()
        {
            Assert.AreEqual("\"\"", Write(""));
            Assert.AreEqual("\"abc\"", Write("abc"));
            Assert.AreEqual("\"x\"", Write('x'));
            Assert.AreEqual("\"/ \u007F\"", Write("/ \u007F"));
        }

        [TestMethod]
        public void StringsAreEscaped()
        {
            Assert.AreEqual("\"\\\"\"", Write("\""));
            Assert.AreEqual("\"\\\\\"", Write('\\'));
            Assert.AreEqual("\"a\\\"b\\\\c\"", Write("a\"b\\c"));
            Assert.AreEqual("\"line\\r\\n\\tnext\"", Write("line\r\n\tnext"));
            Assert.AreEqual("\"\\u0001\\u0008\\u000B\\u000C\\u001B\\u001F\"", Write("\u0001\b\v\f\u001B\u001F"));
            Assert.AreEqual("\"\\n\\n\"", Write("\n\n"));
            Assert.AreEqual("\"\\nx\"", Write("\nx"));
        }

        [TestMethod]
        public void OtherThanAsciiStaysAsItIs()
        {
            Assert.AreEqual(
                "\"h\u00E9 \u20AC \u4E2D \uD83D\uDE00\\n\uD83D\uDE00\"",
                Write("h\u00E9 \u20AC \u4E2D \uD83D\uDE00\n\uD83D\uDE00"));
        }

        [TestMethod]
        public void Times()
        {
            Assert.AreEqual("\"2026-11-22T18:04:05.000Z\"", Write(new DateTime(2026, 11, 22, 18, 4, 5)));
            Assert.AreEqual("\"2026-01-02T03:04:05.007Z\"", Write(new DateTime(2026, 1, 2, 3, 4, 5, 7)));
            Assert.AreEqual("\"2026-12-31T23:59:59.999Z\"", Write(new DateTime(2026, 12, 31, 23, 59, 59, 999)));
            Assert.AreEqual("\"1970-01-01T00:00:00.000Z\"", Write(DateTime.UnixEpoch));
        }

        [TestMethod]
        public void BytesAreBase64()
        {
            Assert.AreEqual("\"\"", Write(new byte[0]));
            Assert.AreEqual("\"AP8=\"", Write(new byte[] { 0, 255 }));
            Assert.AreEqual("[\"AQID\",\"\"]", Write(new object[] { new byte[] { 1, 2, 3 }, new byte[0] }));
        }

        [TestMethod]
        public void Arrays()
        {
            Assert.AreEqual("[]", Write(new int[0]));
            Assert.AreEqual("[1,-2,3]", Write(new int[] { 1, -2, 3 }));
            Assert.AreEqual("[\"a\",null]", Write(new string[] { "a", null }));
            Assert.AreEqual("[true,false]", Write(new bool[] { true, false }));
            Assert.AreEqual(
                "[1,\"b\",null,[],[[2]]]",
                Write(new object[] { 1, "b", null, new object[0], new object[] { new int[] { 2 } } }));
        }

        [TestMethod]
        public void Lists()
        {
            ArrayList list = new ArrayList();
            Assert.AreEqual("[]", Write(list));

            list.Add(1);
            list.Add("two");
            Assert.AreEqual("[1,\"two\"]", Write(list));

            Queue queue = new Queue();
            queue.Enqueue(1.5);
            queue.Enqueue('c');
            Assert.AreEqual("[1.5,\"c\"]", Write(queue));
        }

        [TestMethod]
        public void Dictionaries()
        {
            Hashtable table = new Hashtable();
            Assert.AreEqual("{}", Write(table));

            table.Add("t", 21.5);
            Assert.AreEqual("{\"t\":21.5}", Write(table));

            table.Add("n", null);
            string json = Write(table);
            Assert.IsTrue(json == "{\"t\":21.5,\"n\":null}" || json == "{\"n\":null,\"t\":21.5}", json);
        }

        [TestMethod]
        public void KeysAreStrings()
        {
            Assert.AreEqual("{\"a\\\"b\":1}", Write(Table("a\"b", 1)));
            Assert.AreEqual("{\"-7\":1}", Write(Table(-7, 1)));
            Assert.AreEqual("{\"true\":1}", Write(Table(true, 1)));
            Assert.AreEqual("{\"1.5\":1}", Write(Table(1.5, 1)));
            Assert.AreEqual("{\"c\":1}", Write(Table('c', 1)));
        }

        [TestMethod]
        public void NestedGraphs()
        {
            ArrayList list = new ArrayList();
            list.Add(Table("id", 1));
            list.Add(Table("data", new byte[] { 1 }));

            Assert.AreEqual("{\"items\":[{\"id\":1},{\"data\":\"AQ==\"}]}", Write(Table("items", list)));
        }

        [TestMethod]
        public void SixteenLevelsAreAllowed()
        {
            Assert.AreEqual("[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]", Write(Nest(16, 1)));
        }

        [TestMethod]
        public void SeventeenLevelsAreNot()
        {
            Assert.ThrowsException(typeof(InvalidOperationException), () => Write(Nest(17, 1)));
        }

        [TestMethod]
        public void GraphsThatContainThemselvesAreRefused()
        {
            ArrayList list = new ArrayList();
            list.Add(list);
            Assert.ThrowsException(typeof(InvalidOperationException), () => Write(list));

            Hashtable table = new Hashtable();
            table.Add("self", table);
            Assert.ThrowsException(typeof(InvalidOperationException), () => Write(table));
        }

        [TestMethod]
        public void OtherObjectsNeedAFormatter()
        {
            Assert.ThrowsException(typeof(NotSupportedException), () => Write(new Reading()));
            Assert.ThrowsException(typeof(NotSupportedException), () => Write(new object[] { new Reading() }));
            Assert.ThrowsException(typeof(NotSupportedException), () => Write(TimeSpan.Zero));
        }

        [TestMethod]
        public void FormatterWritesOtherObjects()
        {
            Assert.AreEqual("{\"v\":7}", JsonWriter.Write(new Reading(), Format));
            Assert.AreEqual("[1,{\"v\":7}]", JsonWriter.Write(new object[] { 1, new Reading() }, Format));
            Assert.AreEqual("{\"r\":{\"v\":7}}", JsonWriter.Write(Table("r", new Reading()), Format));
        }

        [TestMethod]
        public void FormatterIsNotAskedForTheRest()
        {
            Assert.AreEqual(
                "[null,1,1.5,true,\"s\",\"c\",\"AQ==\",[],{}]",
                JsonWriter.Write(
                    new object[] { null, 1, 1.5, true, "s", 'c', new byte[] { 1 }, new ArrayList(), new Hashtable() },
                    value => "wrong"));
        }

        [TestMethod]
        public void FormatterThatGivesUp()
        {
            Assert.ThrowsException(typeof(NotSupportedException), () => JsonWriter.Write(new Reading(), value => null));
        }

        [TestMethod]
        public void TextOfSimpleValues()
        {
            Assert.AreEqual("plain \"text\"\n", PayloadText.ToText("plain \"text\"\n"));
            Assert.AreEqual("", PayloadText.ToText(""));
            Assert.AreEqual("x", PayloadText.ToText('x'));
            Assert.AreEqual("true", PayloadText.ToText(true));
            Assert.AreEqual("false", PayloadText.ToText(false));
            Assert.AreEqual("-12", PayloadText.ToText(-12));
            Assert.AreEqual("-12.5", PayloadText.ToText(-12.5));
            Assert.AreEqual("0.1", PayloadText.ToText(0.1f));
            Assert.AreEqual("null", PayloadText.ToText(double.NaN));
        }

        [TestMethod]
        public void OtherValuesHaveNoTextOfTheirOwn()
        {
            Assert.IsNull(PayloadText.ToText(null));
            Assert.IsNull(PayloadText.ToText(new byte[1]));
            Assert.IsNull(PayloadText.ToText(new Hashtable()));
            Assert.IsNull(PayloadText.ToText(DateTime.UnixEpoch));
            Assert.IsNull(PayloadText.ToText(new Reading()));
        }

        private static string Write(object value) => JsonWriter.Write(value, null);

        private static void CheckScientific(string start, string exponent, string json)
        {
            int e = json.IndexOf('E');

            Assert.IsTrue(e > 0 && e < 20, json);
            Assert.AreEqual(start, json.Substring(0, start.Length));
            Assert.AreEqual(exponent, json.Substring(e, exponent.Length));
        }

        private static string Format(object value) => value is Reading ? "{\"v\":7}" : null;

        private static Hashtable Table(object key, object value)
        {
            Hashtable table = new Hashtable();
            table.Add(key, value);

            return table;
        }

        private static object Nest(int levels, object value)
        {
            for (int i = 0; i < levels; i++)
            {
                value = new object[] { value };
            }

            return value;
        }

        /// <summary>An object that the writer does not know.</summary>
        private sealed class Reading
        {
        }
    }
}
