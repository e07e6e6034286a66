using System.Text;

namespace EdgeWs.DeviceGuards.Stubs
{
    /// <summary>
    /// Writes the C# of a reference assembly from its listing. Nothing public comes in that the listing does not have.
    /// </summary>
    internal sealed class StubSource(ListingIndex index)
    {
        private const string Body = " => throw null;";

        private readonly StringBuilder _text = new();

        public string Write(ListedAssembly assembly)
        {
            _text.Clear();
            Line($"[assembly: System.Reflection.AssemblyVersion(\"{assembly.Version}\")]");

            ILookup<string?, ListedType> nested = assembly.Types.ToLookup(type => type.EnclosingType);
            foreach (ListedType type in nested[null])
            {
                Line($"namespace {type.Namespace}");
                Line("{");
                WriteType(type, nested);
                Line("}");
            }

            return _text.ToString();
        }

        private void WriteType(ListedType type, ILookup<string?, ListedType> nested)
        {
            if (type.Kind == ListedKind.Delegate)
            {
                WriteDelegate(type);
                return;
            }

            if (ListingGaps.IsRepeatableAttribute(type))
            {
                Line("[System.AttributeUsage(System.AttributeTargets.All, AllowMultiple = true)]");
            }

            Line($"public {Keywords(type.Modifiers)}{type.Kind.ToString().ToLowerInvariant()} {type.SimpleName}{BaseList(type)}");
            Line("{");
            if (type.Kind == ListedKind.Enum)
            {
                Line(string.Join(", ", ConstantValue.OfEnum(type)));
            }

            foreach (ListedType inner in nested[type.Name])
            {
                WriteType(inner, nested);
            }

            WriteInaccessible(type);
            type.Fields.ForEach(field => WriteField(type, field));
            type.Events.ForEach(item => WriteEvent(type, item));
            type.Properties.ForEach(property => WriteProperty(type, property));
            type.Methods.ForEach(method => WriteMethod(type, method));
            WriteExplicitImplementations(type);
            Line("}");
        }

        private void WriteDelegate(ListedType type)
        {
            ListedMethod invoke = type.Methods.Single(method => method.Name == "Invoke");

            // Type parameters are the only types without a namespace that are not keywords, and they stand in order.
            string[] parameters = invoke.Parameters.Select(parameter => parameter.Type)
                .Append(invoke.ReturnType!)
                .Where(name => char.IsUpper(name[0]) && !name.Contains('.'))
                .ToArray();
            string generic = parameters.Length == 0 ? "" : $"<{string.Join(", ", parameters)}>";

            Line($"public delegate {Name(invoke.ReturnType!)} {type.SimpleName}{generic}({Parameters(type, invoke)});");
        }

        /// <summary>What the compiler needs and user code cannot reach.</summary>
        private void WriteInaccessible(ListedType type)
        {
            if (type.Kind == ListedKind.Struct)
            {
                // Without a field a struct would count as assigned before it is.
                Line("private readonly int _opaque;");
            }

            if (type.Kind == ListedKind.Class
                && !type.Is(Modifiers.Static)
                && !type.Methods.Any(method => method.IsConstructor && method.Parameters.Count == 0))
            {
                // Keeps C# from adding a public constructor, and derived stubs from having to name an argument.
                Line($"internal {type.SimpleName}() {{ }}");
            }

            if (type.Name == "System.Object")
            {
                // A finalizer in user code overrides this one.
                Line("~Object() { }");
            }
        }

        private void WriteField(ListedType type, ListedField field)
        {
            string access = ListingGaps.IsProtected(field) ? "protected" : "public";
            string declaration = $"{Name(field.Type)} @{field.Name}";
            if (field.Is(Modifiers.Const))
            {
                Line($"{access} const {declaration} = {ConstantValue.Of(type, field)};");
            }
            else
            {
                // Whether a static field may be written is not listed; refusing is the safe side.
                Line($"{access} {(field.Is(Modifiers.Static) ? "static readonly " : "")}{declaration};");
            }
        }

        private void WriteEvent(ListedType type, ListedEvent item)
        {
            string modifier = ListingGaps.IsStatic(type, item) ? "static " : "";
            Line($"public {modifier}event {Name(item.Type)} {item.Name} {{ add {{ }} remove {{ }} }}");
        }

        private void WriteProperty(ListedType type, ListedProperty property)
        {
            if (type.Kind == ListedKind.Interface)
            {
                Line($"{Name(property.Type)} {Declarator(property)} {Accessors(property, isAbstract: true)}");
                return;
            }

            if (property.IndexType != null && property.Name != "Item")
            {
                Line($"[System.Runtime.CompilerServices.IndexerName(\"{property.Name}\")]");
            }

            bool isAbstract = ListingGaps.IsAbstract(type, property);
            string inheritance = isAbstract ? "abstract "
                : Overrides(type, property) ? "override "
                : ListingGaps.IsVirtual(type, property) ? "virtual "
                : "";
            string keywords = Keywords(property.Modifiers) + inheritance;
            Line($"public {keywords}{Name(property.Type)} {Declarator(property)} {Accessors(property, isAbstract)}");
        }

        private void WriteMethod(ListedType type, ListedMethod method)
        {
            string parameters = Parameters(type, method);
            if (type.Kind == ListedKind.Interface)
            {
                Line($"{Name(method.ReturnType!)} {method.Name}({parameters});");
                return;
            }

            if (method.Name == "Finalize")
            {
                Line($"~{type.SimpleName}() {{ }}");
                return;
            }

            string access = method.Is(Modifiers.Protected) ? "protected" : "public";
            if (method.IsConstructor)
            {
                Line($"{access} {type.SimpleName}({parameters}){Body}");
                return;
            }

            if (ListingGaps.IsDebugOnly(type))
            {
                Line("[System.Diagnostics.Conditional(\"DEBUG\")]");
            }

            bool overrides = method.Is(Modifiers.Virtual) && Overrides(type, method);
            string keywords = overrides ? "override " : Keywords(method.Modifiers & ~Modifiers.Protected);
            string declarator = Operator(method) ?? $"{Name(method.ReturnType!)} {method.Name}";
            Line($"{access} {keywords}{declarator}({parameters}){(method.Is(Modifiers.Abstract) ? ";" : Body)}");
        }

        /// <summary>
        /// A listing has public members only, so what an interface demands and the type does not show is explicit there.
        /// </summary>
        private void WriteExplicitImplementations(ListedType type)
        {
            if (type.Kind == ListedKind.Interface)
            {
                return;
            }

            ListedType[] line = index.BasesOf(type).Prepend(type).ToArray();
            foreach (ListedType contract in type.Interfaces.Select(index.Find))
            {
                foreach (ListedMethod method in contract.Methods)
                {
                    if (!line.Any(t => t.Methods.Any(m => m.SameSignature(method) && m.ReturnType == method.ReturnType)))
                    {
                        string declarator = $"{Name(contract.Name)}.{method.Name}({Parameters(type, method)})";
                        Line($"{Name(method.ReturnType!)} {declarator}{Body}");
                    }
                }

                foreach (ListedProperty property in contract.Properties)
                {
                    if (!line.Any(t => t.Properties.Any(p => p.SameSignature(property) && p.Type == property.Type)))
                    {
                        string declarator = $"{Name(contract.Name)}.{Declarator(property)}";
                        Line($"{Name(property.Type)} {declarator} {Accessors(property, isAbstract: false)}");
                    }
                }
            }
        }

        private bool Overrides(ListedType type, ListedMethod method)
        {
            return index.BasesOf(type).Any(ancestor => ancestor.Methods.Any(
                other => other.SameSignature(method) && other.Is(Modifiers.Virtual | Modifiers.Abstract)));
        }

        private bool Overrides(ListedType type, ListedProperty property)
        {
            return index.BasesOf(type).Any(ancestor => ancestor.Properties.Any(
                other => other.SameSignature(property)
                    && (ListingGaps.IsVirtual(ancestor, other) || ListingGaps.IsAbstract(ancestor, other))));
        }

        private string BaseList(ListedType type)
        {
            IEnumerable<string> names = type.Kind == ListedKind.Class && type.Base != null
                ? type.Interfaces.Prepend(type.Base)
                : type.Interfaces;
            string list = string.Join(", ", names.Select(Name));
            return list.Length == 0 ? "" : " : " + list;
        }

        private static string? Operator(ListedMethod method)
        {
            string? symbol = method.Name switch
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

            return method.Name == "op_Implicit" ? $"implicit operator {Name(method.ReturnType!)}"
                : method.Name == "op_Explicit" ? $"explicit operator {Name(method.ReturnType!)}"
                : symbol != null ? $"{Name(method.ReturnType!)} operator {symbol}"
                : null;
        }

        private static string Parameters(ListedType type, ListedMethod method)
        {
            return string.Join(", ", method.Parameters.Select((parameter, position) =>
            {
                string modifier = position == 0 && ListingGaps.IsExtension(type) ? "this "
                    : parameter.Type.EndsWith('&') ? ListingGaps.IsOut(method) ? "out " : "ref "
                    : position == method.Parameters.Count - 1 && ListingGaps.IsParams(type, method) ? "params "
                    : "";
                string? value = ListingGaps.DefaultValue(type, method, parameter);
                return $"{modifier}{Name(parameter.Type)} @{parameter.Name}{(value is null ? "" : " = " + value)}";
            }));
        }

        private static string Declarator(ListedProperty property) =>
            property.IndexType is null ? property.Name : $"this[{Name(property.IndexType)} index]";

        private static string Accessors(ListedProperty property, bool isAbstract)
        {
            string get = !property.CanRead ? "" : isAbstract ? "get; " : "get => throw null; ";
            string set = !property.CanWrite ? "" : isAbstract ? "set; " : "set { } ";
            return $"{{ {get}{set}}}";
        }

        private static string Keywords(Modifiers modifiers) =>
            modifiers == Modifiers.None ? "" : modifiers.ToString().Replace(",", "").ToLowerInvariant() + " ";

        private static string Name(string listed)
        {
            string name = listed.TrimEnd('&').Replace('/', '.');
            return name.Contains('.') ? "global::" + name : name;
        }

        private void Line(string text) => _text.AppendLine(text);
    }
}
