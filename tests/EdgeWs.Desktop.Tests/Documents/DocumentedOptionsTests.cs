using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using EdgeWs.Nano.Http;

namespace EdgeWs.Desktop.Tests.Documents
{
    /// <summary>docs/options.md has every option, and its default.</summary>
    [TestClass]
    public class DocumentedOptionsTests
    {
        [TestMethod]
        public void Tables()
        {
            AssertTable("WsServerOptions and WsClientOptions", new WsServerOptions(), typeof(WsOptions));
            AssertTable("WsServerOptions and WsClientOptions", new WsClientOptions(), typeof(WsOptions));
            AssertTable("WsServerOptions", new WsServerOptions(), typeof(WsServerOptions));
            AssertTable("WsClientOptions", new WsClientOptions(), typeof(WsClientOptions));
            AssertTable("WsTlsOptions", new WsTlsOptions(), typeof(WsTlsOptions));
            AssertTable("HttpHostOptions", new HttpHostOptions(), typeof(HttpHostOptions));
            AssertTable("IoScheduler", new IoScheduler(), typeof(IoScheduler));
        }

        private static void AssertTable(string heading, object options, Type type)
        {
            const BindingFlags Own = BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly;
            string[] expected =
            [
                .. type.GetFields(Own).Select(field => field.Name + " = " + Describe(field.GetValue(options))),
                .. type.GetProperties(Own)
                    .Where(property => property.SetMethod?.IsPublic == true)
                    .Select(property => property.Name + " = " + Describe(property.GetValue(options))),
            ];
            CollectionAssert.AreEquivalent(expected, ReadTable(heading), heading);
        }

        private static string[] ReadTable(string heading)
        {
            string text = File.ReadAllText(Path.Combine(Repository.Root, "docs", "options.md"));
            string section = Regex.Match(text, "^## " + heading + "\n(.*?)(?=^## |\\z)", RegexOptions.Multiline | RegexOptions.Singleline).Groups[1].Value;
            return Regex.Matches(section, @"^\| `(\w+)` \| ([^|]*) \|", RegexOptions.Multiline)
                .Select(row => row.Groups[1].Value + " = " + row.Groups[2].Value)
                .ToArray();
        }

        private static string Describe(object value)
        {
            return value switch
            {
                null => "null",
                bool flag => flag ? "true" : "false",
                ICollection { Count: 0 } => "none",
                _ => Convert.ToString(value, CultureInfo.InvariantCulture),
            };
        }
    }
}
