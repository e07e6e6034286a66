using System.Globalization;
using System.Net;
using System.Reflection;

namespace EdgeWs.DeviceGuards.Stubs
{
    /// <summary>
    /// Values of constants. A listing has none, yet the compiler computes with some of them (int.MaxValue,
    /// AttributeTargets), so they come from desktop .NET where it has the same constant.
    /// </summary>
    internal static class ConstantValue
    {
        public static string Of(ListedType type, ListedField field)
        {
            object? value = Desktop(type)?.GetField(field.Name)?.GetRawConstantValue();
            return value is null ? "default" : Literal(value);
        }

        /// <summary>
        /// The members of an enum with their values: the desktop's when it has all of them, else one after the other,
        /// because two members of equal value would not go into one switch.
        /// </summary>
        public static IEnumerable<string> OfEnum(ListedType type)
        {
            FieldInfo?[] fields = type.EnumMembers.Select(member => Desktop(type)?.GetField(member)).ToArray();
            return fields.All(field => field != null)
                ? fields.Select(field => $"{field!.Name} = {Literal(field.GetRawConstantValue()!)}")
                : type.EnumMembers;
        }

        private static Type? Desktop(ListedType type)
        {
            string name = type.Name.Replace('/', '+');
            return typeof(object).Assembly.GetType(name) ?? typeof(IPEndPoint).Assembly.GetType(name);
        }

        private static string Literal(object value)
        {
            return value switch
            {
                string text => $"\"{text}\"",
                char character => $"'\\u{(int)character:x4}'",
                float number => Floating(number, "f"),
                double number => Floating(number, "d"),
                _ => Convert.ToString(value, CultureInfo.InvariantCulture)!
            };
        }

        private static string Floating(double value, string suffix)
        {
            if (double.IsFinite(value))
            {
                return value.ToString("R", CultureInfo.InvariantCulture) + suffix;
            }

            string dividend = double.IsNaN(value) ? "0" : value < 0 ? "-1" : "1";
            return $"{dividend}{suffix} / 0{suffix}";
        }
    }
}
