using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using EdgeWs.Nano.Http;

namespace EdgeWs.Desktop.Tests.Documents
{
    /// <summary>docs/errors.md has every exception that the XML documentation of a public member names, and every kind of error.</summary>
    [TestClass]
    public class DocumentedErrorsTests
    {
        private static readonly Assembly[] s_libraries = [typeof(WsServer).Assembly, typeof(HttpHost).Assembly];

        /// <summary>A row may name a type for all its properties.</summary>
        [TestMethod]
        public void Exceptions()
        {
            (string Call, string Exception)[] documented =
            [
                .. from row in Rows("Exceptions")
                   from call in Regex.Matches(row[0], "`([^`]+)`")
                   select (call.Groups[1].Value, row[1].Trim('`')),
            ];
            CollectionAssert.AllItemsAreUnique(documented);
            HashSet<(string Call, string Exception)> thrown = [.. s_libraries.SelectMany(Thrown)];
            var claimed = new HashSet<(string Call, string Exception)>();
            foreach ((string call, string exception) in thrown)
            {
                (string Call, string Exception) general = (call.Split('.')[0], exception);
                (string Call, string Exception) claim = documented.Contains((call, exception)) ? (call, exception) : general;
                Assert.Contains(claim, documented, "no row of docs/errors.md has it");
                claimed.Add(claim);
            }

            Assert.IsEmpty(documented.Except(claimed), "the XML documentation says nothing of it");
        }

        [TestMethod]
        public void ErrorKinds()
        {
            CollectionAssert.AreEqual(
                Enum.GetValues<WsErrorKind>().Select(kind => $"{(int)kind} `{kind}`").ToArray(),
                Rows("Clients that cannot connect").Select(row => $"{row[0]} {row[1]}").ToArray());
        }

        private static IEnumerable<(string Call, string Exception)> Thrown(Assembly library)
        {
            string file = Path.Combine(AppContext.BaseDirectory, library.GetName().Name + ".xml");
            return
                from member in XDocument.Load(file).Descendants("member")
                let name = Regex.Match((string)member.Attribute("name"), @"^[MP]:(?<type>[\w.]+)\.(?<member>[\w#]+)(?:\(|$)")
                where name.Success && IsPublic(library.GetType(name.Groups["type"].Value, true), name.Groups["member"].Value)
                from exception in member.Elements("exception")
                select (
                    name.Groups["type"].Value.Split('.').Last() + "." + name.Groups["member"].Value,
                    ((string)exception.Attribute("cref")).Split('.').Last());
        }

        private static bool IsPublic(Type type, string member)
        {
            return type.IsPublic && type.GetMember(member).Length > 0;
        }

        /// <summary>The cells of the section's table, without its head.</summary>
        private static string[][] Rows(string heading)
        {
            string text = File.ReadAllText(Path.Combine(Repository.Root, "docs", "errors.md"));
            string section = Regex.Match(text, "^## " + heading + "\n(.*?)(?=^## |\\z)", RegexOptions.Multiline | RegexOptions.Singleline).Groups[1].Value;
            string[][] rows = [.. Regex.Matches(section, @"^\| (.*) \|$", RegexOptions.Multiline).Skip(1).Select(row => row.Groups[1].Value.Split(" | "))];
            Assert.IsNotEmpty(rows);
            return rows;
        }
    }
}
