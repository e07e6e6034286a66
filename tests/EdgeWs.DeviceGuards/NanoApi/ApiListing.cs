using System.Globalization;
using System.Text;
using dnlib.DotNet;
using Microsoft.CodeAnalysis.CSharp;

namespace EdgeWs.DeviceGuards.NanoApi
{
    /// <summary>
    /// Writes what an assembly offers as C# without bodies: to be read, and to be compiled to a stub that offers the same. A construct
    /// that it does not know is an error, because for a member that got lost the guards would refuse code that the device accepts.
    /// </summary>
    public static class ApiListing
    {
        public static string Of(byte[] assembly)
        {
            using ModuleDefMD module = ModuleDefMD.Load(assembly);
            IEnumerable<string> references = module.GetAssemblyRefs().Select(reference => reference.Name.String).Order(StringComparer.Ordinal);
            var text = new StringBuilder();
            text.Append($"// {module.Assembly.Name}, references: {string.Join(", ", references)}\n");
            text.Append($"[assembly: System.Reflection.AssemblyVersion(\"{module.Assembly.Version}\")]\n");
            foreach (IGrouping<string, TypeDef> space in module.Types.Where(IsVisible).GroupBy(type => type.Namespace.String).OrderBy(space => space.Key, StringComparer.Ordinal))
            {
                text.Append($"namespace {space.Key} {{\n");
                foreach (TypeDef type in space.OrderBy(type => type.Name.String, StringComparer.Ordinal))
                {
                    WriteType(text, type, "    ");
                }

                text.Append("}\n");
            }

            return text.ToString();
        }

        private static void WriteType(StringBuilder text, TypeDef type, string indent)
        {
            string head = indent + Attributes(type) + (type.IsPublic || type.IsNestedPublic ? "public " : "protected ");
            if (type.IsDelegate)
            {
                MethodDef invoke = type.FindMethod("Invoke");
                text.Append($"{head}delegate {Name(invoke.ReturnType)} {SimpleName(type)}({Parameters(invoke)});\n");
                return;
            }

            string bases = string.Join(", ", Bases(type));
            text.Append($"{head}{Kind(type)} {SimpleName(type)}{(bases.Length > 0 ? " : " + bases : "")} {{");
            if (type.IsEnum)
            {
                text.Append($" {string.Join(", ", EnumMembers(type))} }}\n");
                return;
            }

            text.Append('\n');
            foreach (string member in Members(type))
            {
                text.Append($"{indent}    {member}\n");
            }

            foreach (TypeDef nested in type.NestedTypes.Where(IsVisible))
            {
                WriteType(text, nested, indent + "    ");
            }

            text.Append(indent + "}\n");
        }

        private static string Kind(TypeDef type) =>
            type.IsEnum ? "enum"
            : type.IsValueType ? IsByRefLike(type) ? "ref struct" : "struct"
            : type.IsInterface ? "interface"
            : IsStatic(type) ? "static class"
            : type.IsAbstract ? "abstract class"
            : type.IsSealed ? "sealed class"
            : "class";

        private static IEnumerable<string> Bases(TypeDef type)
        {
            if (type.IsEnum)
            {
                TypeSig underlying = type.GetEnumUnderlyingType();
                return underlying.ElementType == ElementType.I4 ? [] : [Name(underlying)];
            }

            IEnumerable<string> interfaces = type.Interfaces.Select(item => item.Interface).Where(IsVisible).Select(item => Name(item.ToTypeSig()));
            return type.IsValueType || type.IsInterface || type.BaseType is null or { FullName: "System.Object" }
                ? interfaces
                : interfaces.Prepend(Name(type.BaseType.ToTypeSig()));
        }

        private static IEnumerable<string> EnumMembers(TypeDef type)
        {
            decimal next = 0;
            foreach (FieldDef field in type.Fields.Where(field => field.IsLiteral))
            {
                decimal value = Convert.ToDecimal(field.Constant.Value, CultureInfo.InvariantCulture);
                yield return value == next ? field.Name : $"{field.Name} = {value}";
                next = value + 1;
            }
        }

        private static IEnumerable<string> Members(TypeDef type)
        {
            if (type.IsValueType)
            {
                // A struct without a field would count as assigned before it is.
                yield return "private readonly int _value;";
            }
            else if (!type.IsInterface && !IsStatic(type) && !type.FindInstanceConstructors().Any(method => IsVisible(method) && method.MethodSig.Params.Count == 0))
            {
                // Keeps C# from adding a public one; and types derived from it here call it.
                yield return $"internal extern {SimpleName(type)}();";
            }

            foreach (FieldDef field in type.Fields.Where(field => field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly))
            {
                string modifiers = field.IsLiteral ? "const " : (field.IsStatic ? "static " : "") + (field.IsInitOnly ? "readonly " : "");
                string value = field.IsLiteral ? " = " + Value(field.FieldType, field.Constant.Value) : "";
                yield return $"{(field.IsPublic ? "public" : "protected")} {modifiers}{Name(field.FieldType)} {Identifier(field.Name)}{value};";
            }

            foreach (PropertyDef property in type.Properties)
            {
                MethodDef[] accessors = [.. new[] { property.GetMethod, property.SetMethod }.Where(accessor => accessor != null && IsListed(accessor))];
                if (accessors.Length > 0)
                {
                    yield return Property(property, accessors);
                }
            }

            foreach (EventDef item in type.Events.Where(item => IsListed(item.AddMethod)))
            {
                string accessors = item.AddMethod.IsAbstract ? ";" : " { add { } remove { } }";
                yield return $"{Modifiers(item.AddMethod).Replace("extern ", "")}event {Name(item.EventType.ToTypeSig())} {item.Name}{accessors}";
            }

            foreach (MethodDef method in type.Methods.Where(method => IsListed(method) && !method.IsStaticConstructor))
            {
                if (method.IsConstructor || !method.IsSpecialName || method.Name.StartsWith("op_"))
                {
                    yield return Attributes(method) + Method(method);
                }
            }
        }

        private static string Property(PropertyDef property, MethodDef[] accessors)
        {
            MethodDef widest = accessors.FirstOrDefault(accessor => accessor.IsPublic) ?? accessors[0];
            string name = widest.IsPrivate ? Overridden(widest).Name.Substring("get_".Length) : property.Name.String;
            string list = Parameters(accessors[0]);
            string declarator = list.Length == 0 ? name : $"this[{list}]";
            string contract = widest.IsPrivate ? Name(Overridden(widest).DeclaringType.ToTypeSig()) + "." : "";
            string indexer = list.Length > 0 && name != "Item" ? $"[System.Runtime.CompilerServices.IndexerName(\"{name}\")] " : "";
            IEnumerable<string> written = accessors.Select(accessor =>
                (accessor.Access == widest.Access ? "" : "protected ") + (accessor == property.GetMethod ? "get; " : "set; "));
            return $"{indexer}{Modifiers(widest)}{Name(property.PropertySig.RetType)} {contract}{declarator} {{ {string.Concat(written)}}}";
        }

        private static string Method(MethodDef method)
        {
            string result = Name(method.ReturnType);
            string? symbol = method.Name.String switch
            {
                "op_Equality" => "==",
                "op_Inequality" => "!=",
                "op_LessThan" => "<",
                "op_LessThanOrEqual" => "<=",
                "op_GreaterThan" => ">",
                "op_GreaterThanOrEqual" => ">=",
                "op_Addition" or "op_UnaryPlus" => "+",
                "op_Subtraction" or "op_UnaryNegation" => "-",
                _ => null
            };
            string declarator = method.IsConstructor ? SimpleName(method.DeclaringType)
                : method.Name == "op_Implicit" ? "implicit operator " + result
                : method.Name == "op_Explicit" ? "explicit operator " + result
                : symbol != null ? $"{result} operator {symbol}"
                : method.IsPrivate ? $"{result} {Name(Overridden(method).DeclaringType.ToTypeSig())}.{Overridden(method).Name}"
                : $"{result} {method.Name}";
            return method.Name == "Finalize"
                ? $"extern ~{SimpleName(method.DeclaringType)}();"
                : $"{Modifiers(method)}{declarator}({Parameters(method)});";
        }

        private static string Parameters(MethodDef method)
        {
            bool isExtension = method.CustomAttributes.IsDefined("System.Runtime.CompilerServices.ExtensionAttribute");
            IEnumerable<Parameter> parameters = method.Parameters.Where(parameter => parameter.IsNormalMethodParameter);
            return string.Join(", ", (method.IsSetter ? parameters.SkipLast(1) : parameters).Select((parameter, position) =>
            {
                string modifier = position == 0 && isExtension ? "this "
                    : parameter.Type.IsByRef ? parameter.ParamDef.IsOut ? "out " : "ref "
                    : parameter.ParamDef.CustomAttributes.IsDefined("System.ParamArrayAttribute") ? "params "
                    : "";
                string value = parameter.ParamDef.HasConstant ? " = " + Value(parameter.Type, parameter.ParamDef.Constant.Value) : "";
                return $"{modifier}{Name(parameter.Type)} {Identifier(parameter.Name)}{value}";
            }));
        }

        private static string Modifiers(MethodDef method)
        {
            if (method.DeclaringType.IsInterface)
            {
                return "";
            }

            string access = method.IsPrivate ? "" : method.IsPublic ? "public " : "protected ";
            string inheritance = method.IsStatic ? "static "
                : method.IsPrivate || !method.IsVirtual ? ""
                : method.IsNewSlot ? method.IsAbstract ? "abstract " : method.IsFinal ? "" : "virtual "
                : method.IsAbstract ? "abstract override " : method.IsFinal ? "sealed override " : "override ";
            return access + inheritance + (method.IsAbstract ? "" : "extern ");
        }

        /// <summary>The attributes that the compiler goes by.</summary>
        private static string Attributes(IHasCustomAttribute target)
        {
            return string.Concat(
                from attribute in target.CustomAttributes
                where attribute.TypeFullName is "System.AttributeUsageAttribute" or "System.Diagnostics.ConditionalAttribute"
                    || (attribute.TypeFullName == "System.ObsoleteAttribute" && !(target is TypeDef type && IsByRefLike(type)))
                let arguments = attribute.ConstructorArguments.Select(Value)
                    .Concat(attribute.NamedArguments.Select(named => $"{named.Name} = {Value(named.Argument)}"))
                select $"[{attribute.TypeFullName}({string.Join(", ", arguments)})] ");
        }

        private static string Value(CAArgument argument) => Value(argument.Type, argument.Value);

        private static string Value(TypeSig type, object? value) =>
            value is null ? "default"
            : type.IsPrimitive || type.ElementType == ElementType.String ? Literal(value)
            : $"({Name(type)}){Literal(value)}";

        private static string Literal(object value) => value switch
        {
            bool flag => flag ? "true" : "false",
            UTF8String text => SymbolDisplay.FormatLiteral(text.String, quote: true),
            string text => SymbolDisplay.FormatLiteral(text, quote: true),
            char character => $"'\\u{(int)character:x4}'",
            float number => Floating(number, "f"),
            double number => Floating(number, "d"),
            _ => Convert.ToString(value, CultureInfo.InvariantCulture)!
        };

        private static string Floating(double value, string suffix) =>
            double.IsFinite(value)
                ? value.ToString("R", CultureInfo.InvariantCulture) + suffix
                : $"{(double.IsNaN(value) ? "0" : value < 0 ? "-1" : "1")}{suffix} / 0{suffix}";

        private static bool IsByRefLike(TypeDef type) => type.CustomAttributes.IsDefined("System.Runtime.CompilerServices.IsByRefLikeAttribute");

        private static bool IsStatic(TypeDef type) => type.IsAbstract && type.IsSealed;

        private static bool IsVisible(ITypeDefOrRef type) =>
            type is not TypeDef { IsPublic: false, IsNestedPublic: false, IsNestedFamily: false, IsNestedFamilyOrAssembly: false };

        private static bool IsVisible(MethodDef method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

        /// <summary>What is visible, and what implements an interface without being so.</summary>
        private static bool IsListed(MethodDef method) =>
            IsVisible(method) || (method.IsPrivate && method.HasOverrides && IsVisible(Overridden(method).DeclaringType));

        private static IMethodDefOrRef Overridden(MethodDef method) => method.Overrides[0].MethodDeclaration;

        private static string SimpleName(TypeDef type)
        {
            string name = type.Name.String.Split('`')[0];
            return type.HasGenericParameters ? $"{name}<{string.Join(", ", type.GenericParameters.Select(parameter => parameter.Name))}>" : name;
        }

        private static string Name(TypeSig type) => type switch
        {
            ByRefSig reference => Name(reference.Next),
            SZArraySig array => Name(array.Next) + "[]",
            GenericVar variable => variable.GenericParam.Name,
            TypeDefOrRefSig => type.ElementType switch
            {
                ElementType.Void => "void",
                ElementType.Boolean => "bool",
                ElementType.Char => "char",
                ElementType.I1 => "sbyte",
                ElementType.U1 => "byte",
                ElementType.I2 => "short",
                ElementType.U2 => "ushort",
                ElementType.I4 => "int",
                ElementType.U4 => "uint",
                ElementType.I8 => "long",
                ElementType.U8 => "ulong",
                ElementType.R4 => "float",
                ElementType.R8 => "double",
                ElementType.String => "string",
                ElementType.Object => "object",
                _ => type.FullName.Replace('/', '.')
            },
            _ => throw new NotSupportedException($"{type.FullName} has no place in a listing.")
        };

        private static string Identifier(string name) => SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None ? name : "@" + name;
    }
}
