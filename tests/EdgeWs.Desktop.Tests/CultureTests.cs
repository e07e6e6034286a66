using System.Globalization;
using System.Text.Json;

namespace EdgeWs.Desktop.Tests
{
    /// <summary>The device has one culture; a PC has many, which differ in what a careless conversion depends on.</summary>
    [TestClass]
    public class CultureTests
    {
        private static readonly (object Value, string Json)[] s_values =
        [
            (-5, "-5"),
            (sbyte.MinValue, "-128"),
            (-128L, "-128"),
            (-1.25, "-1.25"),
            (1.5e-9, "15E-10"),
            (1e30, "1E30"),
            (new DateTime(2026, 1, 2, 3, 4, 5, 6), "\"2026-01-02T03:04:05.006Z\""),
        ];

        /// <summary>Decimal commas, other minus signs, other digits and calendars, an i without a dot.</summary>
        [TestMethod]
        [DataRow("")]
        [DataRow("en-US")]
        [DataRow("de-CH")]
        [DataRow("fr-FR")]
        [DataRow("sv-SE")]
        [DataRow("lt-LT")]
        [DataRow("tr-TR")]
        [DataRow("az-Latn-AZ")]
        [DataRow("ar-SA")]
        [DataRow("fa-IR")]
        [DataRow("ps-AF")]
        [DataRow("he-IL")]
        [DataRow("th-TH")]
        [DataRow("bn-BD")]
        [DataRow("ja-JP")]
        public void NoCultureChangesNumbersTimesAndUrls(string name)
        {
            CultureInfo before = CultureInfo.CurrentCulture;
            try
            {
                CultureInfo.CurrentCulture = new CultureInfo(name);
                foreach ((object value, string json) in s_values)
                {
                    Assert.AreEqual(json, JsonWriter.Write(value, null));
                }

                WsUrl url = WsUrl.Parse("WSS://INFO:8080/");
                Assert.IsTrue(url.IsSecure);
                Assert.AreEqual(8080, url.Port);
            }
            catch (CultureNotFoundException)
            {
                // Many containers have no data for any but the first.
            }
            finally
            {
                CultureInfo.CurrentCulture = before;
            }
        }

        /// <summary>The fuzzer has numbers of any kind, which are written as exactly as the device does.</summary>
        [TestMethod]
        public void DoublesOfUpToSevenPlacesAreExact()
        {
            var random = new Random(1);
            for (int i = 0; i < 100000; i++)
            {
                double value = Math.Round((random.NextDouble() * 1e6) - 5e5, random.Next(8));
                Assert.AreEqual(value, JsonDocument.Parse(JsonWriter.Write(value, null)).RootElement.GetDouble());
            }
        }
    }
}
