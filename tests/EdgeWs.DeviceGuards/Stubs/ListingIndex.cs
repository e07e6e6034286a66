namespace EdgeWs.DeviceGuards.Stubs
{
    /// <summary>All listings together: finds a type, its bases, and the assemblies that another one needs.</summary>
    internal sealed class ListingIndex
    {
        private readonly Dictionary<string, ListedType> _types = [];
        private readonly Dictionary<string, ListedAssembly> _owners = [];

        public ListingIndex(IEnumerable<ListedAssembly> assemblies)
        {
            foreach (ListedAssembly assembly in assemblies)
            {
                foreach (ListedType type in assembly.Types)
                {
                    _types.Add(type.Name, type);
                    _owners.Add(type.Name, assembly);
                }
            }
        }

        /// <summary>The base types from the nearest to System.Object.</summary>
        public IEnumerable<ListedType> BasesOf(ListedType type)
        {
            for (string? name = BaseName(type); name != null; name = BaseName(type))
            {
                type = _types[name];
                yield return type;
            }
        }

        public ListedType Find(string name) => _types[name];

        /// <summary>The other assemblies whose types the members of this one mention.</summary>
        public IEnumerable<ListedAssembly> DependenciesOf(ListedAssembly assembly)
        {
            return assembly.Types
                .SelectMany(Mentioned)
                .Select(name => name.TrimEnd('&', '[', ']'))
                .Where(_owners.ContainsKey)
                .Select(name => _owners[name])
                .Where(owner => owner != assembly)
                .Distinct();
        }

        private static string? BaseName(ListedType type)
        {
            return type.Kind switch
            {
                ListedKind.Interface => null,
                ListedKind.Struct => "System.ValueType",
                ListedKind.Enum => "System.Enum",
                _ when type.Name == "System.Object" => null,
                _ => type.Base ?? "System.Object"
            };
        }

        private static IEnumerable<string> Mentioned(ListedType type)
        {
            return type.Interfaces
                .Append(type.Base ?? "System.Object")
                .Concat(type.Fields.Select(field => field.Type))
                .Concat(type.Properties.SelectMany(property => new[] { property.Type, property.IndexType ?? property.Type }))
                .Concat(type.Events.Select(item => item.Type))
                .Concat(type.Methods.SelectMany(method =>
                    method.Parameters.Select(parameter => parameter.Type).Append(method.ReturnType ?? type.Name)));
        }
    }
}
