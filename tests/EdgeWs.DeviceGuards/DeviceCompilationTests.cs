using EdgeWs.DeviceGuards.Building;
using EdgeWs.DeviceGuards.Projects;

namespace EdgeWs.DeviceGuards
{
    /// <summary>The guard compiles what the project file says, and nothing more.</summary>
    [TestClass]
    public sealed class DeviceCompilationTests
    {
        private const string CoreOnly = "<Reference Include=\"mscorlib\" />";

        private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("device-guards-");

        [TestCleanup]
        public void DeleteFolder() => _folder.Delete(recursive: true);

        [TestMethod]
        public void ListedFileCompiles()
        {
            Report.AssertNone(Check("class C { }", CoreOnly));
        }

        [TestMethod]
        public void FileThatIsNotListedIsNotCompiled()
        {
            File.WriteAllText(Path.Combine(_folder.FullName, "Other.cs"), "class Other { }");
            Report.AssertMentions(Check("class C : Other { }", CoreOnly), "CS0246");
        }

        [TestMethod]
        public void PackageThatIsNotReferencedIsNotThere()
        {
            const string UsesSockets = "class C { System.Net.Sockets.Socket M() { return null; } }";
            Report.AssertMentions(Check(UsesSockets, CoreOnly), "CS0234");
            Report.AssertNone(Check(UsesSockets, CoreOnly + "<Reference Include=\"System.Net\" />"));
        }

        [TestMethod]
        public void PackageWithoutListingIsReported()
        {
            var exception = Assert.ThrowsExactly<InvalidOperationException>(
                () => Check("", CoreOnly + "<Reference Include=\"System.Device.I2c\" />"));
            Assert.Contains("System.Device.I2c", exception.Message);
        }

        [TestMethod]
        public void LanguageIsTheProjects()
        {
            const string TargetTyped = "class C { object M() { C c = new(); return c; } }";
            Report.AssertNone(Check(TargetTyped, CoreOnly));
            Report.AssertMentions(Check(TargetTyped, CoreOnly, langVersion: "8.0"), "CS8400");
        }

        [TestMethod]
        public void ConstantsAreTheConfigurations()
        {
            const string Source = "class C {\n#if DEBUG && TRACE && NANOFRAMEWORK_1_0 && OWN\n#error seen\n#endif\n}";
            const string Own = "<DefineConstants>$(DefineConstants);OWN</DefineConstants>";
            Report.AssertMentions(Check(Source, CoreOnly, properties: Own), "CS1029");
            Report.AssertNone(Check(Source, CoreOnly, properties: Own, configuration: "Release"));
        }

        [TestMethod]
        public void PropertyOfOneConfigurationCountsThereOnly()
        {
            const string Condition = "Condition=\"'$(Configuration)|$(Platform)' == 'Release|AnyCPU'\"";
            const string Source = "class C { int M(int a) { return a + 1; } }";
            string properties = $"<CheckForOverflowUnderflow {Condition}>true</CheckForOverflowUnderflow>";
            Report.AssertNone(Check(Source, CoreOnly, properties: properties));
            Report.AssertMentions(Check(Source, CoreOnly, properties: properties, configuration: "Release"), "add.ovf");
        }

        [TestMethod]
        public void UnsafeStaysOff()
        {
            IReadOnlyList<string> problems = Check(
                "class C { unsafe void M(int* p) { } }", CoreOnly, properties: "<AllowUnsafeBlocks>true</AllowUnsafeBlocks>");
            Report.AssertMentions(problems, "CS0227");
        }

        [TestMethod]
        public void WarningsCountUnlessTheProjectSilencesThem()
        {
            const string Source = "class C { int _x; }";
            Report.AssertMentions(Check(Source, CoreOnly), "CS0169");
            Report.AssertNone(Check(Source, CoreOnly, properties: "<NoWarn>0169;CS1591</NoWarn>"));
        }

        [TestMethod]
        public void DocumentationIsCheckedWhereItIsBuilt()
        {
            const string Source = "/// <summary><see cref=\"Missing\" /></summary>\npublic class C { }";
            Report.AssertNone(Check(Source, CoreOnly));
            Report.AssertMentions(
                Check(Source, CoreOnly, properties: "<DocumentationFile>C.xml</DocumentationFile>"), "CS1574");
        }

        [TestMethod]
        public void ProgramNeedsMain()
        {
            Report.AssertMentions(Check("class C { }", CoreOnly, properties: "<OutputType>Exe</OutputType>"), "CS5001");
        }

        [TestMethod]
        public void ReferencedProjectIsCompiledToo()
        {
            Write("Library", "[assembly: System.Runtime.CompilerServices.InternalsVisibleTo(\"Project\")] class Inner { }", CoreOnly);
            Report.AssertNone(Check("class C : Inner { }", CoreOnly + "<ProjectReference Include=\"Library.nfproj\" />"));
        }

        [TestMethod]
        public void FriendWithAKeyMustHaveIt()
        {
            string key = DeviceRepository.Find().Root + "/key.snk";
            string signed = $"<SignAssembly>true</SignAssembly><AssemblyOriginatorKeyFile>{key}</AssemblyOriginatorKeyFile>";
            string friends = File.ReadAllText(DeviceRepository.Find().Root + "/src/EdgeWs.Nano/Properties/AssemblyInfo.cs")
                .Replace("\"NFUnitTest,", "\"Project,");
            Write("Library", friends + " class Inner { }", CoreOnly, properties: signed);
            const string Items = CoreOnly + "<ProjectReference Include=\"Library.nfproj\" />";
            Report.AssertNone(Check("class C : Inner { }", Items, properties: signed));
            Report.AssertMentions(Check("class C : Inner { }", Items), "CS0281");
        }

        [TestMethod]
        public void SignedAssemblyReferencesSignedOnes()
        {
            Write("Library", "public class Outer { }", CoreOnly);
            string signed = $"<SignAssembly>true</SignAssembly><AssemblyOriginatorKeyFile>{DeviceRepository.Find().Root}/key.snk</AssemblyOriginatorKeyFile>";
            Report.AssertMentions(
                Check("class C : Outer { }", CoreOnly + "<ProjectReference Include=\"Library.nfproj\" />", properties: signed), "CS8002");
        }

        [TestMethod]
        public void ForbiddenConstructIsReportedWithItsLine()
        {
            Report.AssertMentions(Check("\n\nclass C\n{\n    int[,] _grid = new int[2, 2];\n}", CoreOnly), "Project.cs:5: C..ctor: multi");
        }

        private IReadOnlyList<string> Check(
            string source,
            string items,
            string langVersion = "9.0",
            string properties = "",
            string configuration = "Debug")
        {
            NfprojFile project = Write("Project", source, items, langVersion, properties);
            return DeviceGuard.Check(new DeviceCompilation(configuration).Of(project));
        }

        private NfprojFile Write(string name, string source, string items, string langVersion = "9.0", string properties = "")
        {
            File.WriteAllText(Path.Combine(_folder.FullName, name + ".cs"), source);
            string path = Path.Combine(_folder.FullName, name + ".nfproj");
            File.WriteAllText(
                path,
                $"""
                <Project xmlns="http://schemas.microsoft.com/developer/msbuild/2003">
                  <PropertyGroup>
                    <AssemblyName>{name}</AssemblyName>
                    <LangVersion>{langVersion}</LangVersion>
                    {properties}
                  </PropertyGroup>
                  <ItemGroup>
                    <Compile Include="{name}.cs" />
                    {items}
                  </ItemGroup>
                </Project>
                """);
            return new NfprojFile(path);
        }
    }
}
