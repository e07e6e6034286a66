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
    }
}
