using System.Reflection;
using System.Runtime.CompilerServices;

[assembly: AssemblyTitle("EdgeWs.Nano")]
[assembly: AssemblyDescription("WebSocket server and client for .NET nanoFramework")]
[assembly: AssemblyCompany("EdgeWs contributors")]
[assembly: AssemblyProduct("EdgeWs.Nano")]
[assembly: AssemblyCopyright("Copyright (c) 2026 EdgeWs contributors")]
[assembly: AssemblyVersion("0.1.0.0")]
[assembly: AssemblyFileVersion("0.1.0.0")]
[assembly: AssemblyInformationalVersion("0.1.0")]

// The device unit tests run in an assembly that the test launcher finds by the name NFUnitTest.
[assembly: InternalsVisibleTo("NFUnitTest")]
[assembly: InternalsVisibleTo("EdgeWs.Nano.Tests")]
[assembly: InternalsVisibleTo("EdgeWs.Desktop.Tests")]
[assembly: InternalsVisibleTo("EdgeWs.Conformance")]
[assembly: InternalsVisibleTo("EdgeWs.Fuzz")]
[assembly: InternalsVisibleTo("EdgeWs.Benchmarks")]
[assembly: InternalsVisibleTo("EdgeWs.DeviceBenchmarks")]
[assembly: InternalsVisibleTo("EdgeWs.Nano.Http")]
