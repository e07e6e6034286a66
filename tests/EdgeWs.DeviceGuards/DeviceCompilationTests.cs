using EdgeWs.DeviceGuards.Building;

namespace EdgeWs.DeviceGuards
{
    /// <summary>The guard compiles what the project file says, and nothing more.</summary>
    [TestClass]
    public sealed class DeviceCompilationTests
    {
        private const string UsesSockets = "class C { System.Net.Sockets.Socket M() { return null; } }";
        private const string UsesOther = "class C : Other { }";
        private const string TargetTyped = "class C { object M() { C c = new(); return c; } }";
        private const string SeesConstants = "class C {\n#if TRACE && NANOFRAMEWORK_1_0 && !DEBUG\n#error seen\n#endif\n}";
        private const string Documented = "/// <summary><see cref=\"Missing\" /></summary>\npublic class C { }";
        private const string Reference = "<Reference Include=\"System.Net\" /></ItemGroup>";
        private const string Exe = "<OutputType>Exe</OutputType></PropertyGroup>";
        private const string WithDocumentation = "<DocumentationFile>C.xml</DocumentationFile></PropertyGroup>";

        [TestMethod]
        [DataRow("class C { }", null)]
        [DataRow("class C { int _x; }", "warning CS0169", DisplayName = "warnings count")]
        [DataRow("\n\nclass C\n{\n    int[,] _grid = new int[2, 2];\n}", "C.cs:5: C..ctor: multi-dimensional", DisplayName = "constructs have lines")]
        [DataRow(UsesOther, "CS0246", DisplayName = "a file that is not listed is not compiled")]
        [DataRow(UsesOther, null, "</ItemGroup>", "<Compile Include=\"Other.cs\" /></ItemGroup>")]
        [DataRow(UsesSockets, "CS0234", DisplayName = "a package that is not referenced is not there")]
        [DataRow(UsesSockets, null, "</ItemGroup>", Reference)]
        [DataRow(TargetTyped, null)]
        [DataRow(TargetTyped, null, "<LangVersion>9.0</LangVersion>", "")]
        [DataRow(TargetTyped, "CS8400", "9.0", "8.0", DisplayName = "the language is the project's")]
        [DataRow(SeesConstants, "CS1029")]
        [DataRow("class C { unsafe void M(int* p) { } }", "CS0227", "</PropertyGroup>", "<AllowUnsafeBlocks>true</AllowUnsafeBlocks></PropertyGroup>")]
        [DataRow("class C { }", "CS5001", "</PropertyGroup>", Exe, DisplayName = "a program needs Main")]
        [DataRow(Documented, null)]
        [DataRow(Documented, "CS1574", "</PropertyGroup>", WithDocumentation, DisplayName = "documentation is checked where it is built")]
        public void ProjectFileCounts(string source, string? problem, string text = "", string newText = "")
        {
            using var repository = new SmallRepository();
            repository.Write("P/C.cs", source);
            repository.Write("P/Other.cs", "class Other { }");
            if (text.Length > 0)
            {
                repository.Replace("P/P.nfproj", text, newText);
            }

            Report.AssertMentions(Check(repository), problem);
        }

        [TestMethod]
        [DataRow("</ItemGroup>", "<Reference Include=\"System.Device.Adc\" /></ItemGroup>", "System.Device.Adc")]
        [DataRow("<AssemblyName>", "<AssemblyName Condition=\"'1' == '2'\">", "has a condition")]
        public void WhatIsNotUnderstoodIsReported(string text, string newText, string expected)
        {
            using var repository = new SmallRepository();
            repository.Replace("P/P.nfproj", text, newText);
            Assert.Contains(expected, Assert.Throws<Exception>(() => Check(repository)).Message);
        }

        /// <summary>The unit tests of everybody have the same name, so the libraries name their friends with the repository's key.</summary>
        [TestMethod]
        [DataRow(true, null)]
        [DataRow(false, "CS0281")]
        public void FriendNeedsTheKey(bool isSigned, string? problem)
        {
            using var repository = new SmallRepository();
            string project = File.ReadAllText(Path.Combine(repository.Root, "P", "P.nfproj"));
            string signed = $"<SignAssembly>true</SignAssembly><AssemblyOriginatorKeyFile>{DeviceRepository.Root}/key.snk</AssemblyOriginatorKeyFile></PropertyGroup>";
            repository.Write("L/L.nfproj", project.Replace("<AssemblyName>P", "<AssemblyName>L").Replace("</PropertyGroup>", signed));
            repository.Write("L/Properties/AssemblyInfo.cs", File.ReadAllText(DeviceRepository.Root + "/src/EdgeWs.Nano/Properties/AssemblyInfo.cs").Replace("\"NFUnitTest,", "\"P,"));
            repository.Write("L/C.cs", "class Inner { }");
            repository.Write("P/C.cs", "class C : Inner { }");
            repository.Replace("P/P.nfproj", "</ItemGroup>", "<ProjectReference Include=\"..\\L\\L.nfproj\" /></ItemGroup>");
            if (isSigned)
            {
                repository.Replace("P/P.nfproj", "</PropertyGroup>", signed);
            }

            Report.AssertMentions(Check(repository), problem);
        }

        private static IReadOnlyList<string> Check(SmallRepository repository) =>
            DeviceGuard.Check(DeviceCompilation.Of(new NfprojFile(Path.Combine(repository.Root, "P", "P.nfproj"))));
    }
}
