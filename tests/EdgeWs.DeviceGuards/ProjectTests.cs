using EdgeWs.DeviceGuards.Building;

namespace EdgeWs.DeviceGuards
{
    /// <summary>The device projects are complete and agree with each other.</summary>
    [TestClass]
    public sealed class ProjectTests
    {
        [TestMethod]
        public void ProjectsAreComplete()
        {
            Assert.IsNotEmpty(DeviceRepository.Projects());
            Report.AssertNone(ProjectRules.Problems(DeviceRepository.Root));
        }

        [TestMethod]
        [DataRow("P/P.nfproj", "C.cs", "D.cs", @"P: C.cs is not listed")]
        [DataRow("P/P.nfproj", "C.cs", "c.cs", @"P: c.cs is not there")]
        [DataRow("P/P.nfproj", "C.cs", @"..\D.cs", @"P: ..\D.cs is not there")]
        [DataRow("P/P.nfproj", "C.cs", "*.cs", @"P: *.cs is not there")]
        [DataRow("P/P.nfproj", "C.cs", @"Properties\AssemblyInfo.cs", @"P: Properties\AssemblyInfo.cs is listed twice")]
        [DataRow("P/P.nfproj", "Library.1.17.11", "Library.1.17.10", "P: a HintPath lacks nanoFramework.CoreLibrary 1.17.11")]
        [DataRow("P/P.nfproj", @"..\packages", @"..\..\packages", @"P: a HintPath has ..\..\packages")]
        [DataRow("P/packages.config", "1.17.11", "1.17.10", "P: packages.lock.json lacks nanoFramework.CoreLibrary 1.17.10")]
        [DataRow("P/packages.lock.json", "nanoFramework.CoreLibrary", "nanoFramework.Json", "P: packages.lock.json has nanoFramework.Json 1.17.11")]
        [DataRow("P/P.nuspec", "1.17.11", "1.17.10", "P: the nuspec has nanoFramework.CoreLibrary 1.17.10")]
        [DataRow("P/P.nuspec", "P.pdbx", "P.pdb", @"P: the nuspec lacks bin\Release\P.pdbx")]
        [DataRow("P/P.nuspec", @"..\VERSION", @"..\LICENSE", @"P: there is no ..\LICENSE")]
        [DataRow("nfproj.sln", @"P\P", @"Q\Q", @"nfproj.sln lacks P\P.nfproj")]
        [DataRow("VERSION", "preview.4", "preview.5", "P: no AssemblyInformationalVersion(\"1.2.3-preview.5\")")]
        public void MistakeIsFound(string file, string text, string mistake, string expected)
        {
            using var repository = new SmallRepository();
            Report.AssertNone(ProjectRules.Problems(repository.Root));
            repository.Replace(file, text, mistake);
            Report.AssertMentions(ProjectRules.Problems(repository.Root), expected);
        }

        [TestMethod]
        public void ConflictIsFound()
        {
            using var repository = new SmallRepository();
            foreach (string file in Directory.GetFiles(Path.Combine(repository.Root, "P")).Concat([Path.Combine(repository.Root, "P", "Properties", "AssemblyInfo.cs")]))
            {
                repository.Write(Path.GetRelativePath(repository.Root, file).Replace("P/", "Q/").Replace("P.n", "Q.n"), File.ReadAllText(file));
            }

            repository.Replace("Q/packages.lock.json", "\"1\"", "\"2\"");
            Report.AssertMentions(ProjectRules.Problems(repository.Root), "nanoFramework.CoreLibrary has several versions or hashes");
        }
    }
}
