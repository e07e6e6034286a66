using System.Reflection.Metadata;

namespace EdgeWs.DeviceGuards.Scanning
{
    /// <summary>Full names in reflection's notation: Namespace.Outer+Nested.</summary>
    internal static class TypeNames
    {
        public static string Of(MetadataReader reader, TypeDefinitionHandle handle)
        {
            TypeDefinition type = reader.GetTypeDefinition(handle);
            string name = reader.GetString(type.Name);
            return type.IsNested
                ? $"{Of(reader, type.GetDeclaringType())}+{name}"
                : Qualify(reader.GetString(type.Namespace), name);
        }

        public static string Of(MetadataReader reader, TypeReferenceHandle handle)
        {
            TypeReference type = reader.GetTypeReference(handle);
            string name = reader.GetString(type.Name);
            return type.ResolutionScope.Kind == HandleKind.TypeReference
                ? $"{Of(reader, (TypeReferenceHandle)type.ResolutionScope)}+{name}"
                : Qualify(reader.GetString(type.Namespace), name);
        }

        /// <summary>The name of a type that is not made from others, else an empty string.</summary>
        public static string Of(MetadataReader reader, EntityHandle handle)
        {
            return handle.Kind switch
            {
                HandleKind.TypeDefinition => Of(reader, (TypeDefinitionHandle)handle),
                HandleKind.TypeReference => Of(reader, (TypeReferenceHandle)handle),
                _ => ""
            };
        }

        private static string Qualify(string space, string name) => space.Length == 0 ? name : $"{space}.{name}";
    }
}
