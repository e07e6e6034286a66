namespace EdgeWs.DeviceGuards.Projects
{
    /// <summary>An assembly that a package brings: its file, and its version as a reference states it.</summary>
    internal sealed record PinnedAssembly(string File, string Version)
    {
        public string Name => Path.GetFileNameWithoutExtension(File);
    }

    internal sealed record PackagePin(string Id, string Version, params PinnedAssembly[] Assemblies);

    /// <summary>
    /// The one version of each package that this repository is built with. Firmware and packages go together by the
    /// checksums of their native methods, so a version changes here first and on purpose.
    /// </summary>
    internal static class PackagePins
    {
        public const string TargetFramework = "netnano1.0";

        /// <summary>The firmware that goes with these packages, as nanoFramework's packages name it: by the native part of one of them.</summary>
        public const string Firmware = "System.Net v100.2.0.14 (checksum 0x8EFB9944)";

        /// <summary>The package that is for tests alone.</summary>
        public const string ForDevelopment = "nanoFramework.TestFramework";

        public static IReadOnlyList<PackagePin> All { get; } =
        [
            new("nanoFramework.CoreLibrary", "1.17.11", new PinnedAssembly("mscorlib.dll", "1.17.11.0")),
            new("nanoFramework.Hardware.Esp32", "1.6.37", new PinnedAssembly("nanoFramework.Hardware.Esp32.dll", "1.6.37.0")),
            new("nanoFramework.Runtime.Events", "1.11.37", new PinnedAssembly("nanoFramework.Runtime.Events.dll", "1.11.37.0")),
            new("nanoFramework.Runtime.Native", "1.7.11", new PinnedAssembly("nanoFramework.Runtime.Native.dll", "1.7.11.0")),
            new("nanoFramework.System.Collections", "1.5.75", new PinnedAssembly("nanoFramework.System.Collections.dll", "1.5.75.0")),
            new("nanoFramework.System.Device.Gpio", "1.1.57", new PinnedAssembly("System.Device.Gpio.dll", "1.1.57.0")),
            new("nanoFramework.System.IO.Ports", "1.1.132", new PinnedAssembly("System.IO.Ports.dll", "1.1.132.0")),
            new("nanoFramework.System.IO.Streams", "1.1.96", new PinnedAssembly("System.IO.Streams.dll", "1.1.96.0")),
            new("nanoFramework.System.Net", "1.11.60", new PinnedAssembly("System.Net.dll", "1.11.60.0")),
            new("nanoFramework.System.Net.Http.Server", "1.5.210", new PinnedAssembly("System.Net.Http.dll", "1.5.210.0")),
            new("nanoFramework.System.Text", "1.3.42", new PinnedAssembly("nanoFramework.System.Text.dll", "1.3.42.0")),
            new("nanoFramework.System.Threading", "1.1.52", new PinnedAssembly("System.Threading.dll", "1.1.52.34401")),
            new(
                ForDevelopment,
                "3.0.80",
                new PinnedAssembly("nanoFramework.TestFramework.dll", "3.0.80.0"),
                new PinnedAssembly("nanoFramework.UnitTestLauncher.exe", "0.0.0.0"))
        ];

        public static PackagePin? Find(string id) => All.FirstOrDefault(pin => pin.Id == id);

        public static PinnedAssembly? FindAssembly(string name) =>
            All.SelectMany(pin => pin.Assemblies).FirstOrDefault(assembly => assembly.Name == name);
    }
}
