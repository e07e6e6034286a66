#!/usr/bin/env dotnet
#:property RestorePackagesWithLockFile=false
#:property PublishAot=false
#:project ../tests/EdgeWs.DeviceGuards/EdgeWs.DeviceGuards.csproj

// Says whether a program of yours builds for the device:  dotnet tools/device-check.cs FOLDER|PROJECT.nfproj
using System;
using System.Collections.Generic;
using System.IO;
using EdgeWs.DeviceGuards;

if (args.Length != 1 || !Path.Exists(args[0]))
{
    Console.Error.WriteLine("usage: dotnet tools/device-check.cs FOLDER|PROJECT.nfproj");
    return 2;
}

try
{
    IReadOnlyList<string> problems = UserProgram.Check(args[0]);
    foreach (string problem in problems)
    {
        Console.WriteLine(problem);
    }

    Console.WriteLine(problems.Count == 0 ? "It builds for the device." : problems.Count + " problems");
    return problems.Count == 0 ? 0 : 1;
}
catch (Exception e) when (e is InvalidOperationException or FormatException)
{
    Console.Error.WriteLine(e.Message);
    return 2;
}
