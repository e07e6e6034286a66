using System.Reflection;

[assembly: AssemblyTitle("Fleet")]
[assembly: AssemblyDescription("One of many devices that report by MQTT")]
[assembly: AssemblyCompany("EdgeWs contributors")]
[assembly: AssemblyProduct("EdgeWs.Nano")]
[assembly: AssemblyCopyright("Copyright (c) 2026 EdgeWs contributors")]
[assembly: AssemblyVersion("0.1.0.0")]
[assembly: AssemblyFileVersion("0.1.0.0")]
[assembly: AssemblyInformationalVersion("0.1.0")]
