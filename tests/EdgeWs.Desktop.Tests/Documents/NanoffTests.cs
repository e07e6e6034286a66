using System.Linq;
using System.Text.Json;
using System.Text.RegularExpressions;
using EdgeWs.DeviceGuards.Documents;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace EdgeWs.Desktop.Tests.Documents
{
    /// <summary>What the documents' text says of nanoff; <see cref="CommandTests"/> has the blocks.</summary>
    [TestClass]
    public class NanoffTests
    {
        [TestMethod]
        public void OptionsInTheText()
        {
            string[] commands = [.. Document.All(Repository.Root)
                .SelectMany(document => Regex.Matches(document.Text, @"`(?:nanoff|dotnet samples/deploy\.cs) [^`]*`"))
                .Select(match => match.Value.Trim('`'))];
            string[] options = [.. Regex.Matches(Document.Find(Repository.Root, "docs/getting-started.md").Text, "`(--[^`]*)`")
                .Select(match => " " + match.Groups[1].Value)];

            // And the one of dotnet's that it is installed with.
            string[] known = [.. Nanoff.Options, "--allow-roll-forward"];
            Assert.IsNotEmpty(commands);
            Assert.IsNotEmpty(options);
            foreach (string text in commands.Concat(options))
            {
                foreach (string option in ToolOptions.Options(text))
                {
                    Assert.Contains(option, known, text);
                }

                Nanoff.Check(text);
            }
        }

        [TestMethod]
        public void ErrorsInTheText()
        {
            var quotation = new Regex(@"(?:\*(?<text>[^*]+)\* )?\((?<code>E\d{4})\)");
            foreach (Match quoted in Document.All(Repository.Root).SelectMany(document => quotation.Matches(document.Text)))
            {
                Assert.IsTrue(Nanoff.Errors.TryGetValue(quoted.Groups["code"].Value, out string message), quoted.Value);
                StringAssert.Contains(message, quoted.Groups["text"].Value);
            }
        }

        [TestMethod]
        public void SuccessesInTheText()
        {
            string[] quoted = [.. Document.All(Repository.Root)
                .SelectMany(document => Regex.Matches(document.Text, @"`([^`\n]+\.\.\.OK)`"))
                .Select(match => match.Groups[1].Value)
                .Distinct()];
            CollectionAssert.AreEquivalent(Nanoff.Successes, quoted);
        }

        [TestMethod]
        public void WirelessMembersInTheText()
        {
            string[] members = [.. Document.All(Repository.Root)
                .SelectMany(document => document.Blocks)
                .Where(block => block.Language == "json" && block.Content.Contains("WirelessClient"))
                .SelectMany(block => JsonDocument.Parse(block.Content).RootElement.GetProperty("WirelessClient").EnumerateObject())
                .Select(member => member.Name)];
            Assert.IsNotEmpty(members);
            CollectionAssert.IsSubsetOf(members, Nanoff.WirelessMembers);
        }
    }
}
