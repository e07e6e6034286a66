using EdgeWs.DeviceGuards.Projects;

namespace EdgeWs.DeviceGuards
{
    /// <summary>The guard of the project files sees what it is there to see: each test breaks a copy in one place.</summary>
    [TestClass]
    public sealed class ProjectGuardTests
    {
        private const string Library = "src/EdgeWs.Nano/EdgeWs.Nano.nfproj";
        private const string LibraryPackages = "src/EdgeWs.Nano/packages.config";
        private const string FirstItem = "<Compile Include=\"Properties\\AssemblyInfo.cs\" />";
        private const string Nuspec = "src/EdgeWs.Nano/EdgeWs.Nano.nuspec";
        private const string HttpNuspec = "src/EdgeWs.Nano.Http/EdgeWs.Nano.Http.nuspec";
        private const string Lock = "src/EdgeWs.Nano/packages.lock.json";

        [TestMethod]
        public void FileThatIsNotListed()
        {
            AssertReports(
                "add <Compile Include=\"Deep\\Unlisted.cs\" />",
                copy => copy.Write("src/EdgeWs.Nano/Deep/Unlisted.cs", ""));
        }

        [TestMethod]
        public void FileThatIsOutput()
        {
            using var copy = new RepositoryCopy();
            copy.Write("src/EdgeWs.Nano/obj/Generated.cs", "");
            Assert.DoesNotContain(problem => problem.Contains("Generated"), ProjectGuard.Check(copy.Repository));
        }

        [TestMethod]
        public void ListedFileThatIsMissing()
        {
            AssertReports(
                "remove <Compile Include=\"Missing.cs\" />, there is no such file",
                copy => copy.Replace(Library, FirstItem, FirstItem + "<Compile Include=\"Missing.cs\" />"));
        }

        [TestMethod]
        public void ListedFileInOtherCase()
        {
            AssertReports(
                "remove <Compile Include=\"properties\\AssemblyInfo.cs\" />",
                copy => copy.Replace(Library, "Properties\\AssemblyInfo.cs", "properties\\AssemblyInfo.cs"));
        }

        [TestMethod]
        public void LinkedFileThatIsMissing()
        {
            AssertReports(
                "remove <Compile Include=\"..\\Missing.cs\" />, there is no such file",
                copy => copy.Replace(Library, FirstItem, FirstItem + "<Compile Include=\"..\\Missing.cs\" />"));
        }

        [TestMethod]
        public void FileThatIsListedTwice()
        {
            AssertReports("it is there twice", copy => copy.Replace(Library, FirstItem, FirstItem + FirstItem));
        }

        [TestMethod]
        public void Wildcard()
        {
            AssertReports(
                "replace <Compile Include=\"**\\*.cs\" />",
                copy => copy.Replace(Library, FirstItem, "<Compile Include=\"**\\*.cs\" />"));
        }

        [TestMethod]
        public void ConditionalFile()
        {
            AssertReports(
                "remove the condition",
                copy => copy.Replace(Library, "Include=\"Properties\\", "Condition=\"'1' == '2'\" Include=\"Properties\\"));
        }

        [TestMethod]
        public void VersionInPackagesConfig()
        {
            AssertReports(
                "nanoFramework.System.Net is 1.11.59, pinned is 1.11.60",
                copy => copy.Replace(LibraryPackages, "1.11.60", "1.11.59"));
        }

        [TestMethod]
        public void VersionInHintPath()
        {
            AssertReports(
                "the HintPath of System.Net is",
                copy => copy.Replace(Library, "System.Net.1.11.60", "System.Net.1.11.59"));
        }

        [TestMethod]
        public void HintPathToAnotherFolder()
        {
            AssertReports(
                "the HintPath of mscorlib is",
                copy => copy.Replace(Library, "..\\..\\packages\\nanoFramework.CoreLibrary", "..\\packages\\nanoFramework.CoreLibrary"));
        }

        [TestMethod]
        public void VersionOfReference()
        {
            AssertReports(
                "System.Threading says Version=1.1.52.0",
                copy => copy.Replace(Library, "Version=1.1.52.34401", "Version=1.1.52.0"));
        }

        [TestMethod]
        public void PackageThatHasNoPin()
        {
            AssertReports(
                "nanoFramework.Json has no pinned version",
                copy => copy.Replace(
                    LibraryPackages,
                    "</packages>",
                    "<package id=\"nanoFramework.Json\" version=\"1.0.0\" targetFramework=\"netnano1.0\" /></packages>"));
        }

        [TestMethod]
        public void TargetFrameworkOfPackage()
        {
            AssertReports("targetFramework is 'net48'", copy => copy.Replace(LibraryPackages, "netnano1.0", "net48"));
        }

        [TestMethod]
        public void PackageForDevelopment()
        {
            AssertReports(
                "nanoFramework.TestFramework: developmentDependency is False",
                copy => copy.Replace("tests/EdgeWs.Nano.Tests/packages.config", " developmentDependency=\"true\"", ""));
        }

        [TestMethod]
        public void ReferenceWithoutPackage()
        {
            AssertReports(
                "the reference to System.Threading has no package",
                copy => copy.Replace(
                    LibraryPackages,
                    "<package id=\"nanoFramework.System.Threading\" version=\"1.1.52\" targetFramework=\"netnano1.0\" />",
                    ""));
        }

        [TestMethod]
        public void PackageWithoutReference()
        {
            AssertReports(
                "no reference to System.Threading",
                copy => copy.Replace(Library, "Include=\"System.Threading,", "Include=\"System.Other,"));
        }

        [TestMethod]
        public void PackagesConfigThatIsMissing()
        {
            AssertReports("no packages in packages.config", copy => File.Delete(copy.PathOf(LibraryPackages)));
        }

        [TestMethod]
        public void LangVersion()
        {
            AssertReports(
                "LangVersion is '' in Debug",
                copy => copy.Replace(Library, "<LangVersion>9.0</LangVersion>", ""));
        }

        [TestMethod]
        public void AssemblyInfo()
        {
            AssertReports(
                "Properties\\AssemblyInfo.cs is not there",
                copy => File.Delete(copy.PathOf("src/EdgeWs.Nano/Properties/AssemblyInfo.cs")));
        }

        [TestMethod]
        public void ProjectThatIsMissingInTheSolution()
        {
            AssertReports(
                "add Project(\"{11A8DD76-328B-46DF-9F39-F559912D0360}\") = \"EdgeWs.Nano\"",
                copy => copy.Replace(DeviceRepository.SolutionName, "src\\EdgeWs.Nano\\EdgeWs.Nano.nfproj", "none.csproj"));
        }

        [TestMethod]
        public void ProjectThatIsOnlyInTheSolution()
        {
            AssertReports(
                "there is no gone\\EdgeWs.Nano.nfproj",
                copy => copy.Replace(DeviceRepository.SolutionName, "src\\EdgeWs.Nano\\", "gone\\"));
        }

        [TestMethod]
        public void GuidInTheSolution()
        {
            AssertReports(
                "should be Project(",
                copy => copy.Replace(Library, "<ProjectGuid>5", "<ProjectGuid>6"));
        }

        [TestMethod]
        public void ConfigurationInTheSolution()
        {
            AssertReports(
                ".Release|Any CPU.Deploy.0 = Release|Any CPU",
                copy => copy.Replace(DeviceRepository.SolutionName, "Release|Any CPU.Deploy.0", "Release|Any CPU.Other.0"));
        }

        [TestMethod]
        public void DependencyOfNuspec()
        {
            AssertReports(
                "nanoFramework.System.Net is 1.11.1, but 1.11.60 in packages.config or by reference",
                copy => copy.Write(
                    "src/EdgeWs.Nano/Other.nuspec",
                    "<package><metadata><dependencies>"
                    + "<dependency id=\"nanoFramework.System.Net\" version=\"1.11.1\" />"
                    + "</dependencies></metadata></package>"));
        }

        [TestMethod]
        public void DependencyThatNuspecLacks()
        {
            AssertReports(
                "no dependency on nanoFramework.System.Net",
                copy => copy.Replace(Nuspec, "<dependency id=\"nanoFramework.System.Net\" version=\"1.11.60\" />", ""));
        }

        [TestMethod]
        public void OwnDependencyOfNuspecOnAnotherVersion()
        {
            AssertReports(
                "EdgeWs.Nano is 0.0.1, but [$version$]",
                copy => copy.Replace(HttpNuspec, "\"[$version$]\"", "\"0.0.1\""));
        }

        [TestMethod]
        [DataRow("<license type=\"expression\">MIT</license>", "no license")]
        [DataRow("<repository type=\"git\" url=\"$repository$\" commit=\"$commit$\" />", "no repository")]
        [DataRow("<file src=\"bin\\Release\\EdgeWs.Nano.pdbx\" target=\"lib\" />", "EdgeWs.Nano.pdbx does not go to lib")]
        [DataRow("<file src=\"..\\..\\assets\\icon.png\" target=\"images\\icon.png\" />", "no file becomes the icon")]
        [DataRow("C# csharp netmf ", "the tags do not begin with")]
        [DataRow("(checksum 0x8EFB9944)", "the description does not say what firmware is needed")]
        [DataRow("<file src=\"bin\\Release\\README.md\" target=\"docs\\README.md\" />", "the readme is not bin\\Release\\README.md")]
        public void FieldOrFileThatNuspecLacks(string text, string expected)
        {
            AssertReports(expected, copy => copy.Replace(Nuspec, text, ""));
        }

        [TestMethod]
        public void FileOfNuspecThatIsMissing()
        {
            AssertReports("there is no ..\\..\\LICENSE", copy => File.Delete(copy.PathOf("LICENSE")));
        }

        [TestMethod]
        public void ReadmeOfNuspecThatIsMissing()
        {
            AssertReports("there is no bin\\Release\\README.md", copy => File.Delete(copy.PathOf("src/EdgeWs.Nano/README.md")));
        }

        [TestMethod]
        public void VersionInNuspec()
        {
            AssertReports(
                "the version is '9.9.9'",
                copy => copy.Replace(Nuspec, "<version>$version$</version>", "<version>9.9.9</version>"));
        }

        [TestMethod]
        public void FriendWithoutKey()
        {
            AssertReports(
                "the friend NFUnitTest is not named with the public key",
                copy => copy.Replace(
                    "src/EdgeWs.Nano.Http/Properties/AssemblyInfo.cs",
                    "[assembly: AssemblyTitle",
                    "[assembly: System.Runtime.CompilerServices.InternalsVisibleTo(\"NFUnitTest\")]\n[assembly: AssemblyTitle"));
        }

        [TestMethod]
        public void FriendWithAnotherKey()
        {
            AssertReports(
                "the friend NFUnitTest is not named with the public key",
                copy => copy.Replace("src/EdgeWs.Nano/Properties/AssemblyInfo.cs", "\"NFUnitTest, PublicKey=00", "\"NFUnitTest, PublicKey=01"));
        }

        [TestMethod]
        public void LibraryThatIsNotSigned()
        {
            AssertReports(
                "is not signed with key.snk in Release",
                copy => copy.Replace(Library, "<SignAssembly>true</SignAssembly>", ""));
        }

        [TestMethod]
        public void KeyThatIsMissing()
        {
            AssertReports(SigningRule.KeyName, copy => File.Delete(copy.PathOf(SigningRule.KeyName)));
        }

        [TestMethod]
        public void VersionThatAnAssemblyDoesNotHave()
        {
            AssertReports(
                "no [assembly: AssemblyInformationalVersion(\"9.9.9-preview.1\")]",
                copy => copy.Write(VersionRule.FileName, "9.9.9-preview.1\n"));
        }

        [TestMethod]
        public void VersionThatIsNone()
        {
            AssertReports("'one' is not a version", copy => copy.Write(VersionRule.FileName, "one"));
        }

        [TestMethod]
        public void LockOfAnotherVersion()
        {
            AssertReports(
                "nanoFramework.System.Net 1.11.60 is not locked",
                copy => copy.Replace(Lock, "\"resolved\": \"1.11.60\"", "\"resolved\": \"1.11.59\""));
        }

        [TestMethod]
        public void LockWithAnotherHash()
        {
            AssertReports(
                "nanoFramework.CoreLibrary 1.17.11 has more than one hash",
                copy => copy.Replace(Lock, "\"contentHash\": \"Hez", "\"contentHash\": \"hez"));
        }

        [TestMethod]
        public void LockThatIsNotListed()
        {
            AssertReports("packages.lock.json is not listed", copy => copy.Replace(Library, "<None Include=\"packages.lock.json\" />", ""));
        }

        private static void AssertReports(string expected, Action<RepositoryCopy> breakIt)
        {
            using var copy = new RepositoryCopy();
            Assert.DoesNotContain(problem => problem.Contains(expected), ProjectGuard.Check(copy.Repository));

            breakIt(copy);

            Report.AssertMentions(ProjectGuard.Check(copy.Repository), expected);
        }
    }
}
