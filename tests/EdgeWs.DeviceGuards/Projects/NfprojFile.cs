using System.Xml.Linq;

namespace EdgeWs.DeviceGuards.Projects
{
    /// <summary>An item of a project: as it is written, and the file that it means.</summary>
    internal sealed record ProjectItem(string Include, string FullPath, bool IsConditional);

    /// <summary>A referenced assembly: its identity, and the file that is to come from a package.</summary>
    internal sealed record AssemblyReference(string Name, string Version, string HintPath);

    /// <summary>A device project.</summary>
    internal sealed class NfprojFile
    {
        private readonly XElement _root;

        public NfprojFile(string path)
        {
            FullPath = System.IO.Path.GetFullPath(path);
            _root = XDocument.Load(FullPath).Root!;
        }

        public string FullPath { get; }

        public string Folder => System.IO.Path.GetDirectoryName(FullPath)!;

        public string Name => System.IO.Path.GetFileNameWithoutExtension(FullPath);

        public string Guid => System.Guid.Parse(Properties("Debug")["ProjectGuid"]).ToString("B").ToUpperInvariant();

        public IEnumerable<ProjectItem> Compile => Items("Compile").Select(ToItem);

        public IEnumerable<ProjectItem> OtherFiles => Items("None").Concat(Items("Content")).Select(ToItem);

        public IEnumerable<ProjectItem> ProjectReferences => Items("ProjectReference").Select(ToItem);

        public IEnumerable<AssemblyReference> References => Items("Reference").Select(ToReference);

        public ProjectProperties Properties(string configuration) => new(_root, configuration);

        private IEnumerable<XElement> Items(string kind) =>
            _root.Elements(_root.Name.Namespace + "ItemGroup").Elements(_root.Name.Namespace + kind);

        private ProjectItem ToItem(XElement element)
        {
            string include = (string)element.Attribute("Include")!;
            bool isConditional = element.AncestorsAndSelf().Any(ancestor => ancestor.Attribute("Condition") != null);
            return new ProjectItem(include, WindowsPath.Resolve(Folder, include), isConditional);
        }

        private AssemblyReference ToReference(XElement element)
        {
            string[] identity = ((string)element.Attribute("Include")!).Split(',', StringSplitOptions.TrimEntries);
            string version = identity.FirstOrDefault(part => part.StartsWith("Version="))?["Version=".Length..] ?? "";
            string hintPath = (string?)element.Element(_root.Name.Namespace + "HintPath") ?? "";
            return new AssemblyReference(identity[0], version, hintPath);
        }
    }
}
