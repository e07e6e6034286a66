using System.Reflection;

[assembly: AssemblyTitle("EdgeWs.Nano.HttpTests")]
[assembly: AssemblyDescription("Unit tests that run in the emulator, on a board and on the desktop")]
[assembly: AssemblyCompany("EdgeWs contributors")]
[assembly: AssemblyProduct("EdgeWs.Nano")]
[assembly: AssemblyCopyright("Copyright (c) 2026 EdgeWs contributors")]
[assembly: AssemblyVersion("0.1.0.0")]
[assembly: AssemblyFileVersion("0.1.0.0")]
[assembly: AssemblyInformationalVersion("0.1.0")]
