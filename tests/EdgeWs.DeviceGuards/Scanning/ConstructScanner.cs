using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace EdgeWs.DeviceGuards.Scanning
{
    /// <summary>
    /// Walks metadata and IL of an assembly for what compiles, and what the metadata processor or the interpreter of the
    /// device then refuses, ignores or truncates.
    /// </summary>
    internal sealed class ConstructScanner
    {
        // A device image counts the locals of a method and the targets of a switch in one byte each.
        private const int MaxLocals = byte.MaxValue;
        private const int MaxSwitchTargets = byte.MaxValue;

        private readonly PEReader _image;
        private readonly MetadataReader _metadata;
        private readonly SourceMap _source;
        private readonly HashSet<Finding> _findings = [];

        private ConstructScanner(PEReader image, SourceMap source)
        {
            _image = image;
            _metadata = image.GetMetadataReader();
            _source = source;
        }

        public static IReadOnlyCollection<Finding> Scan(PEReader image, SourceMap source)
        {
            var scanner = new ConstructScanner(image, source);
            foreach (TypeDefinitionHandle type in scanner._metadata.TypeDefinitions)
            {
                scanner.ScanType(type);
            }

            return scanner._findings;
        }

        private void ScanType(TypeDefinitionHandle handle)
        {
            TypeDefinition type = _metadata.GetTypeDefinition(handle);
            string typeName = TypeNames.Of(_metadata, handle);

            void Report(string construct) =>
                _findings.Add(new Finding(construct, typeName, _source.Locate(typeName, null)));

            // A nested type repeats the parameters of the types around it.
            int inherited = type.IsNested
                ? _metadata.GetTypeDefinition(type.GetDeclaringType()).GetGenericParameters().Count
                : 0;
            if (type.GetGenericParameters().Count > inherited)
            {
                Report("generic type definition");
            }

            ScanToken(type.BaseType, Report);
            foreach (InterfaceImplementationHandle implementation in type.GetInterfaceImplementations())
            {
                EntityHandle contract = _metadata.GetInterfaceImplementation(implementation).Interface;
                ScanToken(contract, Report);
                if (TypeNames.Of(_metadata, contract) == "System.Runtime.CompilerServices.IAsyncStateMachine")
                {
                    Report("async method");
                }
            }

            foreach (FieldDefinitionHandle field in type.GetFields())
            {
                ScanField(typeName, _metadata.GetFieldDefinition(field));
            }

            foreach (MethodDefinitionHandle method in type.GetMethods())
            {
                ScanMethod(typeName, type, method);
            }
        }

        private void ScanField(string typeName, FieldDefinition field)
        {
            string name = _metadata.GetString(field.Name);

            void Report(string construct) =>
                _findings.Add(new Finding(construct, $"{typeName}.{name}", _source.Locate(typeName, name)));

            var signature = new SignatureScan();
            field.DecodeSignature(signature, null);
            ReportAll(signature, Report);

            if (field.GetCustomAttributes().Any(IsThreadStatic))
            {
                Report("ThreadStatic field");
            }
        }

        private void ScanMethod(string typeName, TypeDefinition type, MethodDefinitionHandle handle)
        {
            MethodDefinition method = _metadata.GetMethodDefinition(handle);
            string name = _metadata.GetString(method.Name);
            bool hasBody = method.RelativeVirtualAddress != 0;

            void Report(string construct)
            {
                string? location = _source.Locate(handle, 0) ?? _source.Locate(typeName, name);
                _findings.Add(new Finding(construct, $"{typeName}.{name}", location));
            }

            if (method.GetGenericParameters().Count > 0)
            {
                Report("generic method definition");
            }

            var signature = new SignatureScan();
            method.DecodeSignature(signature, null);
            ReportAll(signature, Report);

            if (hasBody && (type.Attributes & TypeAttributes.Interface) != 0)
            {
                Report("interface method with a body");
            }

            if (hasBody)
            {
                ScanBody(handle, $"{typeName}.{name}", _image.GetMethodBody(method.RelativeVirtualAddress), Report);
            }
        }

        private void ScanBody(MethodDefinitionHandle handle, string member, MethodBodyBlock body, Action<string> report)
        {
            if (!body.LocalSignature.IsNil)
            {
                var locals = new SignatureScan();
                int count = _metadata.GetStandaloneSignature(body.LocalSignature).DecodeLocalSignature(locals, null).Length;
                ReportAll(locals, report);
                if (count > MaxLocals)
                {
                    report($"more than {MaxLocals} local variables");
                }
            }

            foreach (ExceptionRegion region in body.ExceptionRegions)
            {
                ScanToken(region.CatchType, report);
            }

            foreach (Instruction instruction in Instruction.Read(body))
            {
                void ReportHere(string construct) => _findings.Add(
                    new Finding(construct, member, _source.Locate(handle, instruction.Offset)));

                if (Forbidden(instruction) is { } forbidden)
                {
                    ReportHere(forbidden);
                }

                if (instruction.OpCode.OperandType is System.Reflection.Emit.OperandType.InlineTok
                    or System.Reflection.Emit.OperandType.InlineType
                    or System.Reflection.Emit.OperandType.InlineMethod
                    or System.Reflection.Emit.OperandType.InlineField)
                {
                    ScanToken(MetadataTokens.EntityHandle(instruction.Operand), ReportHere);
                }
            }
        }

        private static string? Forbidden(Instruction instruction)
        {
            string name = instruction.OpCode.Name!;
            return name switch
            {
                "localloc" => "stackalloc",
                "calli" => "call of a function pointer",
                "volatile." => "volatile access: the device ignores the prefix",
                "arglist" or "mkrefany" or "refanytype" or "refanyval" => "typed reference",
                "cpblk" or "initblk" or "jmp" or "ckfinite" or "readonly." => $"instruction {name}",
                "switch" when instruction.Operand > MaxSwitchTargets => $"switch with more than {MaxSwitchTargets} targets",
                _ when name.Contains(".ovf") => $"checked arithmetic ({name})",
                _ => null
            };
        }

        /// <summary>Looks into what a token stands for; definitions of this assembly are looked at where they are.</summary>
        private void ScanToken(EntityHandle handle, Action<string> report)
        {
            if (handle.IsNil)
            {
                return;
            }

            var signature = new SignatureScan();
            switch (handle.Kind)
            {
                case HandleKind.TypeSpecification:
                    _metadata.GetTypeSpecification((TypeSpecificationHandle)handle).DecodeSignature(signature, null);
                    break;
                case HandleKind.MethodSpecification:
                    MethodSpecification generic = _metadata.GetMethodSpecification((MethodSpecificationHandle)handle);
                    report("generic method call");
                    ScanToken(generic.Method, report);
                    break;
                case HandleKind.MemberReference:
                    MemberReference member = _metadata.GetMemberReference((MemberReferenceHandle)handle);
                    ScanToken(member.Parent, report);
                    if (member.GetKind() == MemberReferenceKind.Method)
                    {
                        member.DecodeMethodSignature(signature, null);
                    }
                    else
                    {
                        member.DecodeFieldSignature(signature, null);
                    }

                    break;
            }

            ReportAll(signature, report);
        }

        private bool IsThreadStatic(CustomAttributeHandle handle)
        {
            EntityHandle constructor = _metadata.GetCustomAttribute(handle).Constructor;
            EntityHandle type = constructor.Kind == HandleKind.MemberReference
                ? _metadata.GetMemberReference((MemberReferenceHandle)constructor).Parent
                : _metadata.GetMethodDefinition((MethodDefinitionHandle)constructor).GetDeclaringType();
            return TypeNames.Of(_metadata, type) == "System.ThreadStaticAttribute";
        }

        private static void ReportAll(SignatureScan signature, Action<string> report)
        {
            foreach (string construct in signature.Constructs)
            {
                report(construct);
            }
        }
    }
}
