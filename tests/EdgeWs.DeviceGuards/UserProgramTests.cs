using EdgeWs.DeviceGuards.Building;
using Microsoft.CodeAnalysis;

namespace EdgeWs.DeviceGuards
{
    [TestClass]
    public sealed class UserProgramTests
    {
        private const string Server = "class C { object M() { return EdgeWs.Nano.WsServer.Create(\"/\"); } }";

        [TestMethod]
        [DataRow(Server, null)]
        [DataRow("class C { int? _x; }", "C.cs(1,11): error CS0518")]
        [DataRow("class C { int[,] _grid = new int[2, 2]; }", "C.cs:1: C..ctor: multi-dimensional")]
        public void SourcesOfAFolderAreOneProgram(string source, string? problem)
        {
            using var repository = new SmallRepository();
            File.Delete(Path.Combine(repository.Root, "P", "P.nfproj"));
            repository.Write("P/C.cs", source);
            repository.Write("P/obj/Other.cs", "what a build left");
            Report.AssertMentions(UserProgram.Check(repository.Root), problem);
        }

        [TestMethod]
        [DataRow("mscorlib", "mscorlib", "CS0103")]
        [DataRow("</ItemGroup>", "<Reference Include=\"EdgeWs.Nano, Version=1.0.0.0\" /></ItemGroup>", null)]
        [DataRow("</ItemGroup>", "<Reference Include=\"EdgeWs.Nano\" /><Compile Include=\"*.cs\" /></ItemGroup>", "*.cs is not there")]
        public void ProjectsSayWhatTheyReference(string text, string newText, string? problem)
        {
            using var repository = new SmallRepository();
            repository.Write("P/C.cs", Server);
            repository.Replace("P/P.nfproj", text, newText);
            Report.AssertMentions(UserProgram.Check(repository.Root), problem);
        }

        [TestMethod]
        public void RestoredPackageIsReferencedAsItIs()
        {
            using var repository = new SmallRepository();
            string other = Path.Combine(repository.Root, "Other.dll");
            Assert.IsTrue(DeviceCompilation.OfSources(["public class Other { }"]).WithAssemblyName("Other").Emit(other).Success);
            repository.Write("P/C.cs", "class C : Other { }");
            repository.Replace("P/P.nfproj", "</ItemGroup>", "<Reference Include=\"Other\"><HintPath>..\\Other.dll</HintPath></Reference></ItemGroup>");
            Report.AssertMentions(UserProgram.Check(repository.Root), null);
        }
    }
}
