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
[assembly: InternalsVisibleTo("NFUnitTest, PublicKey=0024000004800000940000000602000000240000525341310004000001000100852896257c12308e2b9314dec1e479e74ed1c237b6a3ffa2b7f35292140458ec387a1fa6dbb0d7837bff34c6992cfccbeeb8881e99f792920fbe034f5d5184c48105893f3d3731d67a24178ad9a900a9e2f6ee5edbf12b06a65ce636a9e7c35cd9c46c53758ead74ef54c9a9dd98be1fc118ccbc27b1c2eb0fcff3d3c0f847e8")]
