#!/usr/bin/env dotnet
#:property RestorePackagesWithLockFile=false
#:property PublishAot=false

// Says whether every device test ran and passed:  dotnet tests/device-results.cs FOLDER
// FOLDER holds what vstest wrote with /Logger:trx;LogFileName=PROJECT.trx. A test that never ran is no failure for vstest: the
// launcher on the device may end in mid-run without a word, and the test adapter passes over lines that it cannot read. So the results
// are counted, and compared with the sources. Without FOLDER it says how many tests the sources hold.
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Xml.Linq;

string tests = (string)AppContext.GetData("EntryPointFileDirectoryPath");
string[] projects = [.. Directory.GetDirectories(tests)
    .Where(folder => File.Exists(Path.Combine(folder, "nano.runsettings")))
    .Select(Path.GetFileName)
    .Order(StringComparer.Ordinal)];
if (args.Length == 0)
{
    foreach (string project in projects)
    {
        Console.WriteLine(project + " " + Count(project));
    }

    return 0;
}

bool isGood = projects.Length > 0;
foreach (string project in projects)
{
    List<string> problems = [.. Problems(project, Path.Combine(args[0], project + ".trx"))];
    problems.ForEach(problem => Console.Error.WriteLine(project + ": " + problem));
    isGood &= problems.Count == 0;
}

return isGood ? 0 : 1;

IEnumerable<string> Problems(string project, string file)
{
    if (!File.Exists(file))
    {
        yield return "no results, there is no " + file;
        yield break;
    }

    XElement[] results = [.. XDocument.Load(file).Descendants().Where(element => element.Name.LocalName == "UnitTestResult")];
    XElement[] bad = [.. results.Where(result => (string)result.Attribute("outcome") != "Passed")];
    int expected = Count(project);
    Console.WriteLine(project + ": " + (results.Length - bad.Length) + " of " + results.Length + " passed, the sources hold " + expected);
    foreach (XElement result in bad)
    {
        yield return (string)result.Attribute("testName") + ": " + ((string)result.Attribute("outcome") ?? "no outcome");
    }

    if (results.Length < expected)
    {
        yield return "tests without a result: " + (expected - results.Length);
    }
}

// What the test adapter makes a test of: each row of a method that has rows, else the method; and what sets up and cleans up.
int Count(string project)
{
    string folder = Path.Combine(tests, project);
    XElement root = XDocument.Load(Path.Combine(folder, project + ".nfproj")).Root;
    return root.Descendants(root.Name.Namespace + "Compile")
        .Select(item => File.ReadAllText(Path.Combine(folder, ((string)item.Attribute("Include")).Replace('\\', '/'))))
        .SelectMany(text => Regex.Matches(text, @"^(?:\s*\[.*\n)+", RegexOptions.Multiline))
        .Sum(attributes =>
        {
            int rows = Regex.Count(attributes.Value, @"\bDataRow\(");
            return rows > 0 ? rows : Regex.Count(attributes.Value, @"\b(?:TestMethod|Setup|Cleanup)\b");
        });
}
