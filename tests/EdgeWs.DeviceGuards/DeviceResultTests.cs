using EdgeWs.DeviceGuards.Building;
using EdgeWs.DeviceGuards.Projects;
using Microsoft.CodeAnalysis;

namespace EdgeWs.DeviceGuards
{
    /// <summary>tests/device-results.cs counts what the test adapter would run, and sees what did not run.</summary>
    [TestClass]
    public sealed class DeviceResultTests
    {
        private const string Program = "tests/device-results.cs";
        private const string Passed = "<UnitTestResult testName=\"A\" outcome=\"Passed\" />";

        private static DirectoryInfo s_folder = null!;

        /// <summary>One for all tests, so that the program is compiled only once.</summary>
        [ClassInitialize]
        public static void CreateRepository(TestContext context)
        {
            s_folder = Directory.CreateTempSubdirectory("device-guards-");
            Write(Program, File.ReadAllText(Path.Combine(DeviceRepository.Find().Root, Program)));
            Write("tests/Some.Tests/nano.runsettings", "");
            Write("tests/Some.Tests/Some.Tests.nfproj", "<Project><ItemGroup><Compile Include=\"In\\Tests.cs\" /></ItemGroup></Project>");
            Write("tests/Some.Tests/In/Tests.cs", "[TestMethod]\npublic void A() { }\n\n[TestMethod]\n[DataRow(1)]\n[DataRow(2)]\npublic void B(int i) { }\n");
            Write("tests/Some.Tests/In/NotListed.cs", "[TestMethod]\npublic void C() { }\n");
            Write("tests/Other/Other.nfproj", "");
        }

        [ClassCleanup]
        public static void DeleteRepository() => s_folder.Delete(recursive: true);

        [TestMethod]
        public void CountIsThatOfTheAdapter()
        {
            (int code, string output) = Run(DeviceRepository.Find().Root);

            Assert.AreEqual(0, code, output);
            var release = new DeviceCompilation("Release");
            string[] expected = DeviceRepository.Find().Projects()
                .Where(project => File.Exists(Path.Combine(project.Folder, "nano.runsettings")))
                .Select(project => $"{project.Name} {Types(release.Of(project).Assembly.GlobalNamespace).Sum(CountAsAdapter)}")
                .Order(StringComparer.Ordinal)
                .ToArray();
            CollectionAssert.AreEqual(expected, output.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries));
        }

        [TestMethod]
        public void AllPassed()
        {
            (int code, string output) = Check(Passed + Passed + Passed);
            Assert.AreEqual(0, code, output);
            Assert.Contains("Some.Tests: 3 of 3 passed, the sources hold 3", output);
        }

        [TestMethod]
        [DataRow(Passed + Passed, "tests without a result: 1")]
        [DataRow(Passed + Passed + "<UnitTestResult testName=\"B\" outcome=\"NotExecuted\" />", "Some.Tests: B: NotExecuted")]
        [DataRow(Passed + Passed + Passed + "<UnitTestResult testName=\"B\" outcome=\"Failed\" />", "Some.Tests: B: Failed")]
        [DataRow(Passed + Passed + "<UnitTestResult testName=\"B\" />", "Some.Tests: B: no outcome")]
        [DataRow("", "tests without a result: 3")]
        public void WhatDidNotPassIsNamed(string results, string expected)
        {
            (int code, string output) = Check(results);
            Assert.AreEqual(1, code, output);
            Assert.Contains(expected, output);
        }

        [TestMethod]
        public void ResultsMustBeThere()
        {
            (int code, string output) = Run(s_folder.FullName, "none");
            Assert.AreEqual(1, code, output);
            Assert.Contains("Some.Tests: no results", output);
        }

        private static (int Code, string Output) Check(string results)
        {
            Write("results/Some.Tests.trx", $"<TestRun xmlns=\"http://microsoft.com/schemas/VisualStudio/TeamTest/2010\"><Results>{results}</Results></TestRun>");
            return Run(s_folder.FullName, "results");
        }

        private static (int Code, string Output) Run(string root, params string[] arguments) =>
            Command.Run(root, "dotnet", [Program, .. arguments], ("DOTNET_NOLOGO", "1"));

        private static void Write(string path, string content)
        {
            string file = Path.Combine(s_folder.FullName, path);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, content);
        }

        private static IEnumerable<INamedTypeSymbol> Types(INamespaceSymbol space) =>
            space.GetTypeMembers().Concat(space.GetNamespaceMembers().SelectMany(Types));

        /// <summary>The discovery of nanoFramework's test adapter: an attribute is a test, but TestMethod beside rows is not.</summary>
        private static int CountAsAdapter(INamedTypeSymbol type)
        {
            return !Names(type).Contains("TestClassAttribute")
                ? 0
                : type.GetMembers().OfType<IMethodSymbol>()
                    .Where(method => method.DeclaredAccessibility == Accessibility.Public)
                    .Select(method => Names(method).ToArray())
                    .Sum(names => names.Count(name => name is "SetupAttribute" or "CleanupAttribute" or "DataRowAttribute"
                        || (name == "TestMethodAttribute" && !names.Contains("DataRowAttribute"))));
        }

        private static IEnumerable<string> Names(ISymbol symbol) => symbol.GetAttributes().Select(attribute => attribute.AttributeClass!.Name);
    }
}
