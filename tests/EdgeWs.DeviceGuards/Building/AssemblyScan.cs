using dnlib.DotNet;
using dnlib.DotNet.Emit;
using dnlib.DotNet.Pdb;

namespace EdgeWs.DeviceGuards.Building
{
    /// <summary>
    /// Walks metadata and IL of an assembly for what compiles, and what the metadata processor or the interpreter of the device then
    /// refuses, ignores or truncates.
    /// </summary>
    internal sealed class AssemblyScan
    {
        // A device image counts the locals of a method and the targets of a switch in one byte each.
        private const int MaxLocals = byte.MaxValue;
        private const int MaxSwitchTargets = byte.MaxValue;

        private const int HiddenLine = 0xFEEFEE;

        private readonly HashSet<string> _findings = [];

        public static IReadOnlyCollection<string> Of(byte[] image, byte[] symbols)
        {
            using ModuleDefMD module = ModuleDefMD.Load(image, new ModuleCreationOptions { PdbFileOrData = symbols });
            var scan = new AssemblyScan();
            foreach (TypeDef type in module.GetTypes())
            {
                scan.Type(type);
            }

            return scan._findings;
        }

        private void Type(TypeDef type)
        {
            // A nested type repeats the parameters of the types around it.
            if (type.GenericParameters.Count > (type.DeclaringType?.GenericParameters.Count ?? 0))
            {
                Report(type.FullName, "generic type definition");
            }

            foreach (ITypeDefOrRef parent in type.Interfaces.Select(item => item.Interface).Prepend(type.BaseType))
            {
                Signature(type.FullName, parent?.ToTypeSig());
            }

            foreach (FieldDef field in type.Fields)
            {
                Signature($"{type.FullName}.{field.Name}", field.FieldType);
            }

            foreach (MethodDef method in type.Methods)
            {
                Method(method, $"{type.FullName}.{method.Name}");
            }
        }

        private void Method(MethodDef method, string name)
        {
            SequencePoint? first = method.Body?.Instructions.Select(instruction => instruction.SequencePoint).FirstOrDefault(IsVisible);
            string place = Place(name, first);
            if (method.HasGenericParameters)
            {
                Report(place, "generic method definition");
            }

            Signature(place, method.MethodSig);
            if (method.Body is not { } body)
            {
                return;
            }

            if (method.DeclaringType.IsInterface)
            {
                Report(place, "interface method with a body");
            }

            if (body.Variables.Count > MaxLocals)
            {
                Report(place, $"more than {MaxLocals} local variables");
            }

            foreach (TypeSig type in body.Variables.Select(variable => variable.Type).Concat(body.ExceptionHandlers.Select(handler => handler.CatchType.ToTypeSig())))
            {
                Signature(place, type);
            }

            foreach (Instruction instruction in body.Instructions)
            {
                place = IsVisible(instruction.SequencePoint) ? Place(name, instruction.SequencePoint) : place;
                if (Problem(instruction) is { } problem)
                {
                    Report(place, problem);
                }

                Operand(place, instruction.Operand);
            }
        }

        private static string? Problem(Instruction instruction) => instruction.OpCode.Code switch
        {
            Code.Localloc => "stackalloc",
            Code.Calli => "call of a function pointer",
            Code.Volatile => "volatile access: the device ignores the prefix",
            Code.Arglist or Code.Mkrefany or Code.Refanytype or Code.Refanyval => "typed reference",
            Code.Cpblk or Code.Initblk or Code.Jmp or Code.Ckfinite or Code.Readonly => $"instruction {instruction.OpCode.Name}",
            Code.Switch when ((Instruction[])instruction.Operand).Length > MaxSwitchTargets => $"switch with more than {MaxSwitchTargets} targets",
            _ => instruction.OpCode.Name.Contains(".ovf") ? $"checked arithmetic ({instruction.OpCode.Name})" : null
        };

        /// <summary>Looks into what stands behind a token; definitions of this assembly are looked at where they are.</summary>
        private void Operand(string place, object? operand)
        {
            switch (operand)
            {
                case ITypeDefOrRef type:
                    Signature(place, type.ToTypeSig());
                    break;
                case MethodSpec generic:
                    Report(place, "generic method call");
                    Operand(place, generic.Method);
                    break;
                case MemberRef member:
                    Signature(place, member.DeclaringType.ToTypeSig());
                    Signature(place, member.MethodSig);
                    Signature(place, member.FieldSig?.Type);
                    break;
            }
        }

        private void Signature(string place, MethodSig? method)
        {
            foreach (TypeSig type in method is null ? [] : method.Params.Prepend(method.RetType))
            {
                Signature(place, type);
            }
        }

        private void Signature(string place, TypeSig? type)
        {
            switch (type)
            {
                case null:
                    return;
                case GenericInstSig generic:
                    Report(place, $"generic type {type.FullName}");
                    foreach (TypeSig argument in generic.GenericArguments)
                    {
                        Signature(place, argument);
                    }

                    break;
                case ArraySig:
                    Report(place, $"multi-dimensional array {type.FullName}");
                    break;
                case PtrSig:
                    Report(place, $"pointer {type.FullName}");
                    break;
                case FnPtrSig:
                    Report(place, "function pointer");
                    break;
            }

            Signature(place, type.Next);
        }

        private void Report(string place, string construct) => _findings.Add($"{place}: {construct}");

        private static bool IsVisible(SequencePoint? point) => point is { StartLine: not HiddenLine };

        private static string Place(string member, SequencePoint? point) =>
            point is null ? member : $"{point.Document.Url}:{point.StartLine}: {member}";
    }
}
