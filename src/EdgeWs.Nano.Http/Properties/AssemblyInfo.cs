using System.Reflection;
using System.Runtime.CompilerServices;

[assembly: AssemblyTitle("EdgeWs.Nano.Http")]
[assembly: AssemblyDescription("HTTP host on the poll loop of EdgeWs.Nano for .NET nanoFramework")]
[assembly: AssemblyCompany("EdgeWs contributors")]
[assembly: AssemblyProduct("EdgeWs.Nano.Http")]
[assembly: AssemblyCopyright("Copyright (c) 2026 EdgeWs contributors")]
[assembly: AssemblyVersion("0.1.0.0")]
[assembly: AssemblyFileVersion("0.1.0.0")]
[assembly: AssemblyInformationalVersion("0.1.0")]

// A friend has this repository's key, key.snk.
// Friends have this repository's key, key.snk: the unit tests of everybody are called NFUnitTest, which the test launcher looks for.
