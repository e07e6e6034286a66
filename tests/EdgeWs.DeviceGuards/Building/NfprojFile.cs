using System.Xml.Linq;

namespace EdgeWs.DeviceGuards.Building
{
    /// <summary>A version of a package of nanoFramework.</summary>
    internal sealed record Package(string Id, string Version)
    {
        public override string ToString() => $"{Id} {Version}";
    }

    /// <summary>A project for the device, as Visual Studio and nanoFramework's project system read it.</summary>
    internal sealed class NfprojFile
    {
        private readonly XElement _root;

        public NfprojFile(string path)
        {
            FullPath = path;
            _root = XDocument.Load(path).Root!;
        }

        public string FullPath { get; }

        public string Folder => Path.GetDirectoryName(FullPath)!;

        public string Name => Path.GetFileNameWithoutExtension(FullPath);

        /// <summary>What it builds; another project's name where it builds the same with less in it.</summary>
        public string AssemblyName => Property("AssemblyName");

        /// <summary>The files to compile, as the project spells them.</summary>
        public IReadOnlyList<string> Sources => Items("Compile");

        /// <summary>The names of the referenced assemblies.</summary>
        public IEnumerable<string> References => Items("Reference").Select(identity => identity.Split(',')[0]);

        public IEnumerable<NfprojFile> ReferencedProjects => Items("ProjectReference").Select(item => new NfprojFile(Resolve(item)));

        /// <summary>The paths of the referenced assemblies below the folder of packages.</summary>
        public IEnumerable<string> HintPaths => _root.Descendants(_root.Name.Namespace + "HintPath").Select(path => path.Value);

        /// <summary>What packages.config beside the project asks for.</summary>
        public IReadOnlyList<Package> Packages =>
        [
            .. XDocument.Load(Path.Combine(Folder, "packages.config")).Root!.Elements("package")
                .Select(package => new Package((string)package.Attribute("id")!, (string)package.Attribute("version")!))
        ];

        /// <summary>The items of a kind. A condition would make two projects of one, which nothing here needs.</summary>
        public IReadOnlyList<string> Items(string kind) =>
            [.. Unconditional(_root.Descendants(_root.Name.Namespace + kind)).Select(item => (string)item.Attribute("Include")!)];

        public string Property(string name) =>
            Unconditional(_root.Descendants(_root.Name.Namespace + name)).LastOrDefault()?.Value.Trim() ?? "";

        public bool IsTrue(string property) => Property(property).Equals("true", StringComparison.OrdinalIgnoreCase);

        /// <summary>The full path of a file that the project names.</summary>
        public string Resolve(string path) => Path.GetFullPath(Path.Combine(Folder, path.Replace('\\', '/')));

        private IEnumerable<XElement> Unconditional(IEnumerable<XElement> elements)
        {
            return elements.Select(element =>
                element.AncestorsAndSelf().All(inner => inner.Attribute("Condition") is null)
                    ? element
                    : throw new FormatException($"{FullPath}: '{element}' has a condition."));
        }
    }
}
