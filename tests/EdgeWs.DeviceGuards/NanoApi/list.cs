#!/usr/bin/env dotnet
#:property RestorePackagesWithLockFile=false
#:property PublishAot=false
#:project ../EdgeWs.DeviceGuards.csproj

// Writes the listing of an assembly:  dotnet tests/EdgeWs.DeviceGuards/NanoApi/list.cs ASSEMBLY.dll >LISTING.txt
using System;
using System.IO;
using EdgeWs.DeviceGuards.NanoApi;

Console.Write(ApiListing.Of(File.ReadAllBytes(args[0])));
