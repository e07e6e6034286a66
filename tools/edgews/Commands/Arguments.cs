using System;
using System.CommandLine;
using System.Globalization;
using System.Numerics;

namespace EdgeWs.Cli
{
    /// <summary>Options that several commands have, each command its own.</summary>
    internal static class Arguments
    {
        /// <summary>Makes an option that takes a number.</summary>
        internal static Option<T> Number<T>(string name, string description, T least, T most)
            where T : INumber<T>
        {
            return new Option<T>(name)
            {
                Description = description,
                HelpName = "N",
                CustomParser = result =>
                {
                    if (!T.TryParse(result.Tokens[0].Value, NumberStyles.Float, CultureInfo.InvariantCulture, out T value)
                        || value < least || value > most)
                    {
                        result.AddError(FormattableString.Invariant($"{name} must be a number from {least} to {most}."));
                    }

                    return value;
                },
            };
        }

        /// <summary>Makes an option that takes a number and has one when it is not given.</summary>
        internal static Option<T> Number<T>(string name, string description, T least, T most, T initial)
            where T : INumber<T>
        {
            Option<T> option = Number(name, description, least, most);
            option.DefaultValueFactory = _ => initial;
            return option;
        }

        internal static Option<bool> Json(string description)
        {
            return new Option<bool>("--json") { Description = description };
        }

        internal static Option<bool> Binary()
        {
            return new Option<bool>("--binary") { Description = "Send binary messages instead of text." };
        }
    }
}
