using System.Collections.Immutable;
using System.Reflection.Metadata;

namespace EdgeWs.DeviceGuards.Scanning
{
    /// <summary>
    /// Spells the types of a signature and collects those that the device does not have on the way.
    /// </summary>
    internal sealed class SignatureScan : ISignatureTypeProvider<string, object?>
    {
        public HashSet<string> Constructs { get; } = [];

        public string GetArrayType(string elementType, ArrayShape shape)
        {
            string name = $"{elementType}[{new string(',', shape.Rank - 1)}]";
            Constructs.Add($"multi-dimensional array {name}");
            return name;
        }

        public string GetGenericInstantiation(string genericType, ImmutableArray<string> typeArguments)
        {
            string name = $"{genericType}<{string.Join(", ", typeArguments)}>";
            Constructs.Add($"generic type {name}");
            return name;
        }

        public string GetPointerType(string elementType)
        {
            Constructs.Add($"pointer {elementType}*");
            return elementType + "*";
        }

        public string GetFunctionPointerType(MethodSignature<string> signature)
        {
            Constructs.Add("function pointer");
            return "delegate*";
        }

        public string GetModifiedType(string modifier, string unmodifiedType, bool isRequired) => unmodifiedType;

        public string GetByReferenceType(string elementType) => elementType + "&";

        public string GetGenericMethodParameter(object? genericContext, int index) => "!!" + index;

        public string GetGenericTypeParameter(object? genericContext, int index) => "!" + index;

        public string GetPinnedType(string elementType) => elementType;

        public string GetPrimitiveType(PrimitiveTypeCode typeCode) => typeCode.ToString();

        public string GetSZArrayType(string elementType) => elementType + "[]";

        public string GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind) =>
            TypeNames.Of(reader, handle);

        public string GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind) =>
            TypeNames.Of(reader, handle);

        public string GetTypeFromSpecification(
            MetadataReader reader,
            object? genericContext,
            TypeSpecificationHandle handle,
            byte rawTypeKind)
        {
            return reader.GetTypeSpecification(handle).DecodeSignature(this, genericContext);
        }
    }
}
