using EdgeWs.DeviceGuards.Documents;

namespace EdgeWs.Interop.Tests
{
    /// <summary>What documents show, for tests to run as it stands.</summary>
    internal static class Documentation
    {
        /// <summary>The only block of a language in a document, or the only one of them with something in it.</summary>
        public static string Block(string document, string language, string part = "")
        {
            return Blocks(document, language).Single(content => content.Contains(part, StringComparison.Ordinal));
        }

        /// <summary>All blocks of a language in a document.</summary>
        public static IEnumerable<string> Blocks(string document, string language)
        {
            return Document.Find(Repository.Root, document).Blocks.Where(block => block.Language == language).Select(block => block.Content);
        }

        /// <summary>Puts the address, or whatever it is, of this run in the place of the documented one, which must be there.</summary>
        public static string Place(this string text, string documented, string here)
        {
            StringAssert.Contains(text, documented);
            return text.Replace(documented, here, StringComparison.Ordinal);
        }
    }
}
