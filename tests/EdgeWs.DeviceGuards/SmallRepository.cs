namespace EdgeWs.DeviceGuards
{
    /// <summary>A repository of one device project, which a test may break.</summary>
    internal sealed class SmallRepository : IDisposable
    {
        private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("device-guards-");

        public SmallRepository()
        {
            Write("VERSION", "1.2.3-preview.4");
            Write("nfproj.sln", @"Project(""{11A8DD76-328B-46DF-9F39-F559912D0360}"") = ""P"", ""P\P.nfproj"", ""{5}""");
            Write("P/Properties/AssemblyInfo.cs", """
                using System.Reflection;
                [assembly: AssemblyVersion("1.2.3.0")]
                [assembly: AssemblyFileVersion("1.2.3.0")]
                [assembly: AssemblyInformationalVersion("1.2.3-preview.4")]
                """);
            Write("P/C.cs", "class C { }");
            Write("P/P.nfproj", """
                <Project xmlns="http://schemas.microsoft.com/developer/msbuild/2003">
                  <PropertyGroup>
                    <AssemblyName>P</AssemblyName>
                    <LangVersion>9.0</LangVersion>
                  </PropertyGroup>
                  <ItemGroup>
                    <Compile Include="Properties\AssemblyInfo.cs" />
                    <Compile Include="C.cs" />
                    <Reference Include="mscorlib, Version=1.17.11.0">
                      <HintPath>..\packages\nanoFramework.CoreLibrary.1.17.11\lib\mscorlib.dll</HintPath>
                    </Reference>
                  </ItemGroup>
                </Project>
                """);
            Write("P/packages.config", """<packages><package id="nanoFramework.CoreLibrary" version="1.17.11" /></packages>""");
            Write("P/packages.lock.json", """{ "dependencies": { "nano": { "nanoFramework.CoreLibrary": { "resolved": "1.17.11", "contentHash": "1" } } } }""");
            Write("P/P.nuspec", """
                <package>
                  <dependency id="nanoFramework.CoreLibrary" version="1.17.11" />
                  <file src="bin\Release\P.dll" /><file src="bin\Release\P.pdb" /><file src="bin\Release\P.pdbx" /><file src="bin\Release\P.pe" /><file src="bin\Release\P.xml" />
                  <file src="..\VERSION" />
                </package>
                """);
        }

        public string Root => _root.FullName;

        public void Write(string path, string text)
        {
            string file = Path.Combine(Root, path);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, text);
        }

        /// <summary>Replaces text that must be there, so that no test breaks nothing unnoticed.</summary>
        public void Replace(string path, string oldText, string newText)
        {
            string text = File.ReadAllText(Path.Combine(Root, path));
            Assert.Contains(oldText, text);
            Write(path, text.Replace(oldText, newText));
        }

        public void Dispose() => _root.Delete(recursive: true);
    }
}
