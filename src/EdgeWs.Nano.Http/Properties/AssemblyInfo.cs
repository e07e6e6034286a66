using System.Reflection;

[assembly: AssemblyTitle("EdgeWs.Nano.Http")]
[assembly: AssemblyDescription("WebSockets on the port of an HttpListener for .NET nanoFramework")]
[assembly: AssemblyCompany("EdgeWs contributors")]
[assembly: AssemblyProduct("EdgeWs.Nano.Http")]
[assembly: AssemblyCopyright("Copyright (c) 2026 EdgeWs contributors")]
[assembly: AssemblyVersion("0.1.0.0")]
[assembly: AssemblyFileVersion("0.1.0.0")]
[assembly: AssemblyInformationalVersion("0.1.0")]
