using System.Text.RegularExpressions;

namespace EdgeWs.DeviceGuards.Stubs
{
    /// <summary>
    /// Reads a listing. A line that it does not understand is an error: a member that got lost here would make the
    /// guard refuse code that the device accepts.
    /// </summary>
    internal static partial class ListingParser
    {
        private const string Delegate = "System.MulticastDelegate";

        public static ListedAssembly Parse(TextReader text)
        {
            Match header = Header().Match(text.ReadLine() ?? "");
            if (!header.Success)
            {
                throw new FormatException("A listing begins with '# Name, Version=…'.");
            }

            var types = new List<ListedType>();
            for (string? line = text.ReadLine(); line != null; line = text.ReadLine())
            {
                if (line.Length == 0)
                {
                    continue;
                }

                if (!line.StartsWith(' '))
                {
                    types.Add(ParseType(line));
                }
                else if (types.Count == 0 || !TryAddMember(types[^1], line.Trim()))
                {
                    throw new FormatException($"{header.Groups["name"].Value}: cannot read '{line}'.");
                }
            }

            return new ListedAssembly(header.Groups["name"].Value, header.Groups["version"].Value, types);
        }

        private static ListedType ParseType(string line)
        {
            Match match = Type().Match(line);
            if (!match.Success)
            {
                throw new FormatException($"Cannot read the type '{line}'.");
            }

            string? baseType = match.Groups["base"].Success ? match.Groups["base"].Value : null;
            ListedKind kind = baseType == Delegate
                ? ListedKind.Delegate
                : Enum.Parse<ListedKind>(match.Groups["kind"].Value, ignoreCase: true);
            string[] interfaces = match.Groups["interfaces"].Value.Split(',', StringSplitOptions.RemoveEmptyEntries);

            return new ListedType(match.Groups["name"].Value, kind, ParseModifiers(match), baseType, interfaces);
        }

        private static bool TryAddMember(ListedType type, string line)
        {
            if (type.Kind == ListedKind.Enum)
            {
                type.EnumMembers.AddRange(line.Split(','));
                return true;
            }

            Match match = Event().Match(line);
            if (match.Success)
            {
                type.Events.Add(new ListedEvent(match.Groups["type"].Value, match.Groups["name"].Value));
                return true;
            }

            match = Property().Match(line);
            if (match.Success)
            {
                type.Properties.Add(new ListedProperty(
                    ParseModifiers(match),
                    match.Groups["type"].Value,
                    match.Groups["name"].Value,
                    match.Groups["index"].Success ? match.Groups["index"].Value : null,
                    match.Groups["get"].Success,
                    match.Groups["set"].Success));
                return true;
            }

            match = Method().Match(line);
            if (match.Success)
            {
                type.Methods.Add(new ListedMethod(
                    ParseModifiers(match),
                    match.Groups["type"].Success ? match.Groups["type"].Value : null,
                    match.Groups["name"].Value,
                    ParseParameters(match.Groups["parameters"].Value)));
                return true;
            }

            match = Field().Match(line);
            if (match.Success)
            {
                type.Fields.Add(
                    new ListedField(ParseModifiers(match), match.Groups["type"].Value, match.Groups["name"].Value));
            }

            return match.Success;
        }

        private static ListedParameter[] ParseParameters(string list)
        {
            return list.Split(", ", StringSplitOptions.RemoveEmptyEntries)
                .Select(parameter => parameter.Split(' '))
                .Select(parts => new ListedParameter(parts[0], parts[1]))
                .ToArray();
        }

        private static Modifiers ParseModifiers(Match match)
        {
            var modifiers = Modifiers.None;
            foreach (Capture capture in match.Groups["modifier"].Captures)
            {
                modifiers |= Enum.Parse<Modifiers>(capture.Value, ignoreCase: true);
            }

            return modifiers;
        }

        [GeneratedRegex(@"^# (?<name>\S+), Version=(?<version>[\d.]+),")]
        private static partial Regex Header();

        [GeneratedRegex(@"^((?<modifier>static|sealed|abstract) )*(?<kind>class|struct|interface|enum) (?<name>\S+)( : (?<base>\S+))?( \[(?<interfaces>\S+)\])?$")]
        private static partial Regex Type();

        [GeneratedRegex(@"^event (?<type>\S+) (?<name>\w+)$")]
        private static partial Regex Event();

        [GeneratedRegex(@"^((?<modifier>static) )?(?<type>\S+) (?<name>\w+)(\[(?<index>\S+)\])? \{(?<get>get;)?(?<set>set;)?\}$")]
        private static partial Regex Property();

        [GeneratedRegex(@"^((?<modifier>protected|static|virtual|abstract) )*((?<type>\S+) )?(?<name>[\w.]+)\((?<parameters>.*)\)$")]
        private static partial Regex Method();

        [GeneratedRegex(@"^((?<modifier>const|static) )?(?<type>\S+) (?<name>\w+)$")]
        private static partial Regex Field();
    }
}
