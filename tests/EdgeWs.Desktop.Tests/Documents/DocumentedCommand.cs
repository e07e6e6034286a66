using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using EdgeWs.DeviceGuards.Documents;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace EdgeWs.Desktop.Tests.Documents
{
    /// <summary>
    /// A command of a document: a line of a sh or powershell block, with the lines that it goes on in, or the <c>dotnet run</c> of a
    /// sample in the README's table.
    /// </summary>
    internal sealed record DocumentedCommand(string Document, int Line, string Text)
    {
        private static readonly Regex s_run = new Regex(@"^dotnet run (?:-c Release )?--project (?<project>\S+)(?: -- (?<arguments>.*))?$");

        public static IEnumerable<DocumentedCommand> All =>
            (from document in EdgeWs.DeviceGuards.Documents.Document.All(Repository.Root)
             from block in document.Blocks
             where block.Language is "sh" or "powershell"
             from command in Of(document.Name, block)
             select command).Concat(OfSamples());

        /// <summary>Its words as a shell sees them, for a command without variables.</summary>
        public string[] Words => Split(Text);

        /// <summary>The only command that matches, wherever it stands.</summary>
        public static DocumentedCommand Find(string pattern)
        {
            return All.Where(command => Regex.IsMatch(command.Text, pattern)).DistinctBy(command => command.Text).Single();
        }

        /// <summary>Starts the program of a <c>dotnet run</c> that was built with these tests, without building it again.</summary>
        /// <param name="folder">The folder to run it in.</param>
        /// <param name="places">What words, or parts of them, cannot be as they are written, and what stands in for them.</param>
        public ChildProcess Run(string folder, params (string Pattern, string Here)[] places)
        {
            Match match = s_run.Match(Text);
            Assert.IsTrue(match.Success, Text);
            string[] words = Split(match.Groups["arguments"].Value);
            foreach ((string pattern, string here) in places)
            {
                Assert.Contains(word => Regex.IsMatch(word, pattern), words, Text);
                words = [.. words.Select(word => Regex.Replace(word, pattern, here))];
            }

            return ChildProcess.Start("dotnet", folder, [Repository.FindProgramOf(match.Groups["project"].Value), .. words]);
        }

        private static IEnumerable<DocumentedCommand> OfSamples()
        {
            const string Name = "README.md";
            string text = EdgeWs.DeviceGuards.Documents.Document.Find(Repository.Root, Name).Text;
            return Regex.Matches(text, @"^\| `samples/\w+` \|.*\| `(?<command>dotnet run [^`]+)` \|$", RegexOptions.Multiline).Select(row =>
                new DocumentedCommand(Name, text[..row.Index].Count(c => c == '\n') + 1, row.Groups["command"].Value));
        }

        private static IEnumerable<DocumentedCommand> Of(string document, DocumentBlock block)
        {
            return Regex.Matches(block.Content, @"(?:.*\\\n)*.+").Select(lines => new DocumentedCommand(
                document,
                block.Line + 1 + block.Content[..lines.Index].Count(c => c == '\n'),
                Regex.Replace(lines.Value, @"\\\n *", string.Empty)));
        }

        private static string[] Split(string text)
        {
            return [.. Regex.Matches(text, @"(?:[^\s""']|""[^""]*""|'[^']*')+").Select(word => Regex.Replace(word.Value, @"[""']", string.Empty))];
        }
    }
}
