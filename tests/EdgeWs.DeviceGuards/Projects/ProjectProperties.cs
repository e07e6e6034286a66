using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace EdgeWs.DeviceGuards.Projects
{
    /// <summary>
    /// The properties of a device project as MSBuild evaluates them, on top of what nanoFramework's project system sets.
    /// </summary>
    internal sealed partial class ProjectProperties
    {
        private readonly Dictionary<string, string> _values = new(StringComparer.OrdinalIgnoreCase);

        public ProjectProperties(XElement project, string configuration)
        {
            // NFProjectSystem.Default.props; LangVersion is left out, a project must say it itself.
            _values["Configuration"] = configuration;
            _values["Platform"] = "AnyCPU";
            _values["Optimize"] = configuration == "Release" ? "true" : "false";
            _values["DefineConstants"] = configuration == "Release" ? "TRACE" : "DEBUG;TRACE";

            XNamespace space = project.Name.Namespace;
            foreach (XElement group in project.Elements(space + "PropertyGroup").Where(IsTrue))
            {
                foreach (XElement property in group.Elements().Where(IsTrue))
                {
                    _values[property.Name.LocalName] = Expand(property.Value.Trim());
                }
            }

            // NFProjectSystem.CSharp.targets
            _values["DefineConstants"] += ",NANOFRAMEWORK_1_0";
        }

        public string this[string name] => _values.GetValueOrDefault(name, "");

        public string[] List(string name) =>
            this[name].Split([';', ','], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

        private bool IsTrue(XElement element)
        {
            string? condition = (string?)element.Attribute("Condition");
            if (condition is null)
            {
                return true;
            }

            Match match = Comparison().Match(Expand(condition));
            if (!match.Success)
            {
                throw new FormatException($"Only comparisons of two strings are understood, not \"{condition}\".");
            }

            bool equal = string.Equals(
                match.Groups["left"].Value, match.Groups["right"].Value, StringComparison.OrdinalIgnoreCase);
            return equal == (match.Groups["operator"].Value == "==");
        }

        private string Expand(string text) => Reference().Replace(text, match => this[match.Groups["name"].Value]);

        [GeneratedRegex(@"^\s*'(?<left>[^']*)'\s*(?<operator>==|!=)\s*'(?<right>[^']*)'\s*$")]
        private static partial Regex Comparison();

        [GeneratedRegex(@"\$\((?<name>\w+)\)")]
        private static partial Regex Reference();
    }
}
