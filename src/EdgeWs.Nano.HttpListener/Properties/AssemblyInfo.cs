using System.Reflection;

[assembly: AssemblyTitle("EdgeWs.Nano.HttpListener")]
[assembly: AssemblyDescription("WebSockets on the port of an HttpListener for .NET nanoFramework")]
[assembly: AssemblyCompany("EdgeWs contributors")]
[assembly: AssemblyProduct("EdgeWs.Nano.HttpListener")]
[assembly: AssemblyCopyright("Copyright (c) 2026 EdgeWs contributors")]
[assembly: AssemblyVersion("0.1.0.0")]
[assembly: AssemblyFileVersion("0.1.0.0")]
[assembly: AssemblyInformationalVersion("0.1.0")]
