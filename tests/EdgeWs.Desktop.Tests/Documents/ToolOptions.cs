using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace EdgeWs.Desktop.Tests.Documents
{
    /// <summary>Commands that cannot run here: their tools' options are on record, and what they name of the repository is there.</summary>
    internal static class ToolOptions
    {
        /// <summary>Those of the other tools that are of use here; nanoff's are all there are.</summary>
        private static readonly Dictionary<string, string[]> s_options = new()
        {
            ["nanoff"] = Nanoff.Options,
            ["dotnet tool install"] = ["-g", "--global", "--tool-path", "--add-source", "--version", "--allow-roll-forward"],
            // And of wstest, which it runs.
            ["docker run"] = ["--rm", "--network", "-v", "-p", "-m", "-s"],
            ["vstest.console.exe"] = ["/Settings", "/TestAdapterPath", "/Logger", "/TestCaseFilter"],
            ["afl-fuzz"] = ["-i", "-o", "-t", "-m", "--"],
        };

        public static void Check(DocumentedCommand command)
        {
            string tool = s_options.Keys.Single(key => Regex.IsMatch(command.Text, @"(?:^|=1 )" + Regex.Escape(key) + " "));
            foreach (string option in Options(command.Text.Split(" -- ")[0]))
            {
                Assert.Contains(option, s_options[tool], $"{tool} has no such option: {command.Text}");
            }

            if (tool == "nanoff")
            {
                Nanoff.Check(command.Text);
            }

            // A file below a project, or the project of one that is built.
            foreach (Match path in Regex.Matches(command.Text, @"(?<![\w.-])(?:samples|tests)[\\/][\w.]+(?:[\\/][\w.]+\b(?![\\/]))?"))
            {
                string named = path.Value.Replace('\\', '/');
                Assert.IsTrue(Path.Exists(Path.Combine(Repository.Root, named)), named);
            }

            foreach (Match package in Regex.Matches(command.Text, @"(?<=packages\\)(?<id>nanoFramework\.[A-Za-z.]+)\.(?<version>\d[\d.]+)"))
            {
                Assert.Contains(
                    package.Value,
                    XElement.Load(Path.Combine(Repository.Root, "tests", "EdgeWs.Nano.Tests", "packages.config")).Elements()
                        .Select(pinned => $"{pinned.Attribute("id").Value}.{pinned.Attribute("version").Value}"));
            }
        }

        /// <summary>The options in a command: <c>-x</c>, <c>--xyz</c>, and as programs of Windows have them, <c>/Xyz:</c>.</summary>
        public static IEnumerable<string> Options(string text)
        {
            return Regex.Matches(text, @"(?<=\s)(?:--?[A-Za-z][\w-]*|/[A-Z]\w+(?=:))").Select(option => option.Value);
        }
    }
}
