#!/usr/bin/env dotnet
#:property RestorePackagesWithLockFile=false
#:property PublishAot=false
#:property Nullable=disable

// Puts a sample that was built onto a board, with nanoff:  dotnet samples/deploy.cs SAMPLE PORT [options of nanoff]
// It is a program for the PC, on Windows, Linux and macOS. docs/getting-started.md explains it all.
using System;
using System.ComponentModel;
using System.Diagnostics;
using System.IO;
using System.Linq;

string samples = (string)AppContext.GetData("EntryPointFileDirectoryPath");
string names = string.Join(", ", Directory.GetFiles(samples, "*.nfproj", SearchOption.AllDirectories)
    .Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal));
if (args.Length < 2)
{
    return Fail(
        "usage: dotnet samples/deploy.cs SAMPLE PORT [options of nanoff, such as --suppressnanoffversioncheck]",
        "SAMPLE  one of " + names,
        "PORT    where the board is, such as COM3, /dev/ttyUSB0 or /dev/ttyACM0; nanoff --listports shows them");
}

string sample = args[0];
string port = args[1];
string folder = Path.Combine(samples, sample);
if (!File.Exists(Path.Combine(folder, sample + ".nfproj")))
{
    return Fail("there is no sample '" + sample + "'", "There are " + names + ".");
}

string image = Path.Combine(folder, "bin", "Release", sample + ".bin");
if (!File.Exists(image))
{
    return Fail(
        image + " is missing: the sample was not built",
        "Open nfproj.sln in Visual Studio with the nanoFramework extension and build the configuration Release.",
        "Or take Esp32Server.bin of a release, which needs no build: docs/getting-started.md says how to deploy it.");
}

string[] sources = [folder, Path.Combine(samples, "Common"), Path.Combine(samples, "..", "src")];
string newer = sources.SelectMany(source => Directory.GetFiles(source, "*.cs", SearchOption.AllDirectories))
    .Where(file => !file.Contains(Path.DirectorySeparatorChar + "obj" + Path.DirectorySeparatorChar))
    .FirstOrDefault(file => File.GetLastWriteTimeUtc(file) > File.GetLastWriteTimeUtc(image));
if (newer != null)
{
    return Fail(image + " is older than " + newer, "Rebuild the sample in the configuration Release; just building may find that it does not use that file.");
}

if (port.StartsWith("/dev/", StringComparison.Ordinal) && !File.Exists(port))
{
    return Fail(
        "there is no " + port + ": no board, a cable without data wires, or another port",
        "nanoff --listports shows which there are.");
}

// Where nanoff is installed, which is not on every PATH.
string tools = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".dotnet", "tools");
Environment.SetEnvironmentVariable("PATH", Environment.GetEnvironmentVariable("PATH") + Path.PathSeparator + tools);
try
{
    // --nanodevice asks the device where programs belong. With --platform esp32 nanoff 2.5 takes 0x1B0000 for it, which is right for
    // C3, S2 and S3: on the others it says that all went well, and has written into the firmware.
    string[] options = ["--nanodevice", "--serialport", port, .. args.Skip(2), "--deploy", "--image", image];
    using Process nanoff = Process.Start("nanoff", options);
    nanoff.WaitForExit();
    return nanoff.ExitCode == 0
        ? 0
        : Fail(
            "nanoff failed, see above",
            "The port in use: close Visual Studio's Device Explorer and every serial monitor.",
            "Access denied, on Linux: join the port's group and log in again: sudo usermod -aG dialout $USER",
            "No connection to the device: press RESET and try again; try another cable.",
            "A board that is new to nanoFramework needs its firmware first: nanoff --platform esp32 --serialport " + port + " --update --masserase");
}
catch (Win32Exception)
{
    return Fail("nanoff is missing", "dotnet tool install -g nanoff --version \"2.5.*\" --allow-roll-forward");
}

static int Fail(string message, params string[] cures)
{
    Console.Error.WriteLine("deploy: " + message);
    foreach (string cure in cures)
    {
        Console.Error.WriteLine("        " + cure);
    }

    return 1;
}
