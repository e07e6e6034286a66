using System;
using System.Globalization;

namespace EdgeWs.Desktop.Tests
{
    /// <summary>Cultures that differ in what a careless conversion depends on.</summary>
    internal static class Cultures
    {
        // Decimal commas, other minus signs, other digits and calendars, an i without a dot.
        private static readonly string[] s_names =
        [
            "", "en-US", "de-DE", "de-CH", "fr-FR", "sv-SE", "lt-LT", "tr-TR", "az-Latn-AZ", "ar-SA", "ar-EG", "fa-IR", "ps-AF", "he-IL", "th-TH",
            "hi-IN", "bn-BD", "ja-JP", "zh-TW",
        ];

        /// <summary>Does something in each of them; the culture is given for messages.</summary>
        public static void InEach(Action<string> action)
        {
            CultureInfo before = CultureInfo.CurrentCulture;
            try
            {
                foreach (string name in s_names)
                {
                    if (TryFind(name, out CultureInfo culture))
                    {
                        CultureInfo.CurrentCulture = culture;
                        action(name);
                    }
                }
            }
            finally
            {
                CultureInfo.CurrentCulture = before;
            }
        }

        /// <returns>False where the machine has no data for it, as many containers.</returns>
        private static bool TryFind(string name, out CultureInfo culture)
        {
            try
            {
                culture = new CultureInfo(name);
                return true;
            }
            catch (CultureNotFoundException)
            {
                culture = null;
                return false;
            }
        }
    }
}
