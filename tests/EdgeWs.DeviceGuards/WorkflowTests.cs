using System.Runtime.Versioning;
using System.Text.RegularExpressions;
using EdgeWs.DeviceGuards.Projects;
using YamlDotNet.RepresentationModel;

namespace EdgeWs.DeviceGuards
{
    /// <summary>What can be said of the workflows without running them.</summary>
    [TestClass]
    public sealed partial class WorkflowTests
    {
        private static readonly string s_root = DeviceRepository.Find().Root;

        public static IEnumerable<object[]> Workflows =>
            Directory.GetFiles(Path.Combine(s_root, ".github", "workflows")).Order().Select(path => new object[] { Path.GetFileName(path) });

        [TestMethod]
        [DynamicData(nameof(Workflows))]
        public void JobsAreBoundedAndTheirActionsHaveVersions(string name)
        {
            YamlMappingNode workflow = Load(name);
            Assert.IsTrue(workflow.Children.ContainsKey("on"));
            Assert.IsTrue(workflow.Children.ContainsKey("permissions"));
            foreach ((YamlNode id, YamlNode job) in Map(workflow["jobs"]))
            {
                if (Map(job).Children.TryGetValue("uses", out YamlNode? called))
                {
                    Assert.IsTrue(File.Exists(Path.Combine(s_root, called.ToString())), called.ToString());
                    continue;
                }

                Assert.IsTrue(Map(job).Children.ContainsKey("timeout-minutes"), $"{id} has no timeout-minutes");
                foreach (YamlNode step in (YamlSequenceNode)job["steps"])
                {
                    if (Map(step).Children.TryGetValue("uses", out YamlNode? action))
                    {
                        Assert.MatchesRegex(Action(), action.ToString());
                    }
                    else
                    {
                        Assert.AreNotEqual("", step["run"].ToString());
                    }
                }
            }
        }

        [TestMethod]
        public void EveryTestProjectOfTheDeviceRunsInTheEmulator()
        {
            string text = File.ReadAllText(Path.Combine(s_root, ".github", "workflows", "ci.yml"));
            string[] projects = Directory.GetFiles(Path.Combine(s_root, "tests"), "nano.runsettings", SearchOption.AllDirectories)
                .Select(path => Path.GetFileName(Path.GetDirectoryName(path))!)
                .Distinct()
                .Order()
                .ToArray();

            Assert.IsNotEmpty(projects);
            CollectionAssert.AreEqual(projects, TestProject().Matches(text).Select(match => match.Groups[1].Value).Order().ToArray());
        }

        /// <summary>
        /// vstest does not fail for a test that never ran, the action nanobuild takes every text of usePreview but an empty one for
        /// true, and the folder of results in nano.runsettings is relative to that file.
        /// </summary>
        [TestMethod]
        public void ResultsOfTheDeviceTestsAreCountedAndKept()
        {
            YamlMappingNode[] steps = [.. ((YamlSequenceNode)Load("ci.yml")["jobs"]["device"]["steps"]).Select(Map)];
            int Step(string key, string part) =>
                Array.FindIndex(steps, step => step.Children.TryGetValue(key, out YamlNode? value) && value.ToString().Contains(part));

            int test = Step("run", "/ResultsDirectory:TestResults");
            int check = Step("run", "dotnet tests/device-results.cs TestResults");
            int upload = Step("uses", "actions/upload-artifact@");
            Assert.AreNotEqual(-1, test);
            Assert.IsLessThan(check, test);
            Assert.IsLessThan(upload, check);
            Assert.AreEqual("TestResults", steps[upload]["with"]["path"].ToString());
            Assert.AreEqual("", steps[Step("uses", "nanoframework/nanobuild@")]["with"]["usePreview"].ToString());
        }

        [TestMethod]
        public void NodeIsWhatThePeersNeed()
        {
            string peers = File.ReadAllText(Path.Combine(s_root, "tests", "EdgeWs.Desktop.Tests", "Peers", "package-lock.json"));
            Version needed = NodeOfPackage().Matches(peers).Select(match => ToVersion(match.Groups[1].Value)).Max()!;
            Assert.AreEqual(needed, ToVersion(NodeOfScript().Match(File.ReadAllText(Path.Combine(s_root, ".ci", "run"))).Groups[1].Value));

            YamlNode node = ((YamlSequenceNode)Load("ci.yml")["jobs"]["desktop"]["steps"])
                .Single(step => Map(step).Children.TryGetValue("uses", out YamlNode? action) && action.ToString().StartsWith("actions/setup-node@"));
            Assert.IsGreaterThanOrEqualTo(needed, ToVersion(node["with"]["node-version"].ToString()));
        }

        [TestMethod]
        [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
        [UnsupportedOSPlatform("windows")]
        [DataRow("v18.20.4", false)]
        [DataRow("v20.9.0", false)]
        [DataRow("v20.18.1", true)]
        [DataRow("v22.0.0", true)]
        public void ScriptStopsAtAnOldNode(string version, bool isNewEnough)
        {
            DirectoryInfo folder = Directory.CreateTempSubdirectory("device-guards-");
            try
            {
                Directory.CreateDirectory(Path.Combine(folder.FullName, ".ci"));
                File.Copy(Path.Combine(s_root, ".ci", "run"), Path.Combine(folder.FullName, ".ci", "run"));

                // What comes behind the check ends at once, whether or not something is to be installed.
                foreach ((string name, string command) in new[] { ("node", "echo " + version), ("apt-get", "exit 7"), ("npm", "exit 7") })
                {
                    string program = Path.Combine(folder.FullName, name);
                    File.WriteAllText(program, "#!/bin/sh\n" + command + "\n");
                    File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserExecute);
                }

                (int code, string output) = Command.Run(
                    folder.FullName, "bash", [".ci/run"], ("PATH", folder.FullName + ":" + Environment.GetEnvironmentVariable("PATH")));
                Assert.AreEqual(isNewEnough ? 7 : 1, code, output);
                Assert.AreEqual(!isNewEnough, output.Contains($"node is {version}, and the peers need 20.18.1 or newer"), output);
            }
            finally
            {
                folder.Delete(recursive: true);
            }
        }

        /// <summary>Reads a version of any number of parts.</summary>
        private static Version ToVersion(string text)
        {
            int[] parts = [.. text.Split('.').Select(int.Parse), 0, 0];
            return new Version(parts[0], parts[1], parts[2]);
        }

        private static YamlMappingNode Load(string name)
        {
            using var reader = new StreamReader(Path.Combine(s_root, ".github", "workflows", name));
            var stream = new YamlStream();
            stream.Load(reader);
            return Map(stream.Documents.Single().RootNode);
        }

        private static YamlMappingNode Map(YamlNode node) => (YamlMappingNode)node;

        [GeneratedRegex(@"^[\w.-]+/[\w./-]+@v\d+$")]
        private static partial Regex Action();

        [GeneratedRegex(@"'(EdgeWs\.[\w.]+Tests)'")]
        private static partial Regex TestProject();

        [GeneratedRegex(@"""node"": "">=([\d.]+)""")]
        private static partial Regex NodeOfPackage();

        [GeneratedRegex(@"^node=([\d.]+)$", RegexOptions.Multiline)]
        private static partial Regex NodeOfScript();
    }
}
