namespace EdgeWs.DeviceGuards.Stubs
{
    /// <summary>The public surface of one nanoFramework assembly, as its listing in NanoApi/ gives it.</summary>
    internal sealed record ListedAssembly(string Name, string Version, IReadOnlyList<ListedType> Types);

    internal enum ListedKind
    {
        Class,
        Struct,
        Interface,
        Enum,
        Delegate
    }

    [Flags]
    internal enum Modifiers
    {
        None = 0,
        Static = 1,
        Sealed = 2,
        Abstract = 4,
        Virtual = 8,
        Protected = 16,
        Const = 32
    }

    /// <summary>
    /// A type. Names stay in the listing's notation: <c>Outer/Nested</c>, <c>Action`1</c>, <c>byte[]</c>, <c>int&amp;</c>.
    /// </summary>
    internal sealed record ListedType(
        string Name,
        ListedKind Kind,
        Modifiers Modifiers,
        string? Base,
        IReadOnlyList<string> Interfaces)
    {
        public List<ListedField> Fields { get; } = [];

        public List<ListedProperty> Properties { get; } = [];

        public List<ListedMethod> Methods { get; } = [];

        public List<ListedEvent> Events { get; } = [];

        public List<string> EnumMembers { get; } = [];

        /// <summary>The name without namespace, enclosing type and generic arity.</summary>
        public string SimpleName => Name[(Name.LastIndexOfAny(['.', '/']) + 1)..].Split('`')[0];

        public string Namespace
        {
            get
            {
                string outermost = Name.Split('/')[0];
                int dot = outermost.LastIndexOf('.');
                return dot < 0 ? "" : outermost[..dot];
            }
        }

        public string? EnclosingType => Name.Contains('/') ? Name[..Name.LastIndexOf('/')] : null;

        public bool Is(Modifiers modifier) => (Modifiers & modifier) != 0;
    }

    internal sealed record ListedField(Modifiers Modifiers, string Type, string Name)
    {
        public bool Is(Modifiers modifier) => (Modifiers & modifier) != 0;
    }

    /// <summary>A property, or an indexer when <see cref="IndexType"/> is there.</summary>
    internal sealed record ListedProperty(
        Modifiers Modifiers,
        string Type,
        string Name,
        string? IndexType,
        bool CanRead,
        bool CanWrite)
    {
        public bool Is(Modifiers modifier) => (Modifiers & modifier) != 0;

        public bool SameSignature(ListedProperty other) => Name == other.Name && IndexType == other.IndexType;
    }

    internal sealed record ListedParameter(string Type, string Name);

    /// <summary>A method, or a constructor when it has no <see cref="ReturnType"/>.</summary>
    internal sealed record ListedMethod(
        Modifiers Modifiers,
        string? ReturnType,
        string Name,
        IReadOnlyList<ListedParameter> Parameters)
    {
        public bool IsConstructor => ReturnType is null;

        public bool Is(Modifiers modifier) => (Modifiers & modifier) != 0;

        public bool SameSignature(ListedMethod other) =>
            Name == other.Name
            && Parameters.Select(p => p.Type).SequenceEqual(other.Parameters.Select(p => p.Type));
    }

    internal sealed record ListedEvent(string Type, string Name);
}
