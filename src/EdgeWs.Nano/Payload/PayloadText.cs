namespace EdgeWs.Nano
{
    /// <summary>
    /// The text of simple values: the same on every device, in every culture, and never other than JavaScript can read.
    /// </summary>
    internal static class PayloadText
    {
        /// <summary>Gets the text that a simple value is sent as.</summary>
        /// <param name="value">Any value.</param>
        /// <returns>
        /// A string as it is, a character as a string of one, a number or a boolean as in JSON; null for everything
        /// else, null included, which <see cref="JsonWriter"/> writes.
        /// </returns>
        internal static string ToText(object value)
        {
            return value is string or char ? value.ToString() : FromNumberOrBoolean(value);
        }

        /// <summary>Gets the JSON text of a number or a boolean.</summary>
        /// <param name="value">Any value.</param>
        /// <returns>The text, the word null for NaN and the infinities; null for everything else.</returns>
        internal static string FromNumberOrBoolean(object value)
        {
            switch (value)
            {
                case bool flag:
                    return flag ? "true" : "false";

                case double number:
                    return FromReal(number, 1e14);

                case float number:
                    return FromReal(number, 1e6);

                case int or long or byte or uint or short or ushort or sbyte or ulong:
                    return FromInteger(value);

                default:
                    return null;
            }
        }

        private static string FromInteger(object value)
        {
            string text = value.ToString();

            if (text[0] >= '0' && text[0] <= '9')
            {
                return text;
            }

            // On the device the sign is '-'. On a PC the culture chooses one, of one or two characters.
            int digits = 1;

            while (text[digits] < '0' || text[digits] > '9')
            {
                digits++;
            }

            return "-" + text.Substring(digits);
        }

        /// <summary>Writes a number with as few digits as bring it back, but at most 17 for a double and 9 for a float.</summary>
        /// <param name="value">The number.</param>
        /// <param name="least">
        /// 10^14 for a double, 10^6 for a float: the least number with the digits to try first. Up to two more follow.
        /// </param>
        /// <remarks>
        /// double.ToString() is of no use here. The device writes 21.5 as 21.499999999999999, 1E15 as 10000000000000E+15,
        /// and with a precision 1.5E-7 as 1..5E-07; a PC writes the decimal separator of its culture. Whole numbers below
        /// 2^63 are exact; the last bit of other numbers can be lost, rarely between 1E-6 and 1E+16, often far outside.
        /// </remarks>
        private static string FromReal(double value, double least)
        {
            // By name: the device compares NaN as equal to everything.
            if (double.IsNaN(value) || double.IsInfinity(value))
            {
                return "null";
            }

            string sign = "";

            if (value < 0)
            {
                sign = "-";
                value = -value;
            }

            if (value < 9e18 && value == (long)value)
            {
                return sign + ((long)value).ToString();
            }

            bool isSingle = least < 1e7;
            int exponent = 0;
            double scale = 1;

            // A double holds the powers of ten up to the 22nd exactly. Scaling by one of them rounds once, where scaling
            // digit by digit would round each time.
            if (value >= 9e18)
            {
                while (value / scale >= least * 10)
                {
                    if (scale == 1e22)
                    {
                        value /= scale;
                        scale = 1;
                    }

                    scale *= 10;
                    exponent++;
                }

                value /= scale;
                scale = 1;
            }

            long digits;

            for (double most = least * 100; ; least *= 10)
            {
                while (value * scale < least)
                {
                    if (scale == 1e22)
                    {
                        value *= scale;
                        scale = 1;
                    }

                    scale *= 10;
                    exponent--;
                }

                // The whole part apart, because 17 digits are more than a product of doubles can hold.
                long whole = (long)value;
                digits = whole * (long)scale + (long)((value - whole) * scale + 0.5);
                double back = digits / scale;

                if (least >= most || back == value || (isSingle && (float)back == (float)value))
                {
                    break;
                }
            }

            for (; digits % 10 == 0; digits /= 10)
            {
                exponent++;
            }

            string text = digits.ToString();
            int point = text.Length + exponent;

            if (exponent >= 0 || point < -5)
            {
                return sign + text + "E" + FromInteger(exponent);
            }

            if (point < 1)
            {
                text = text.PadLeft(text.Length - point + 1, '0');
                point = 1;
            }

            return sign + text.Substring(0, point) + "." + text.Substring(point);
        }
    }
}
