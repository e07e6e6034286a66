using EdgeWs.DeviceGuards.Projects;
using EdgeWs.DeviceGuards.Stubs;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace EdgeWs.DeviceGuards
{
    /// <summary>The stubs of nanoFramework's assemblies offer what the listings have, member for member.</summary>
    [TestClass]
    public sealed class StubTests
    {
        // The listings at hand are of 3.0.77 and of 1.5.209.
        private const string TestFramework = "nanoFramework.TestFramework";
        private const string Http = "System.Net.Http";

        public static IEnumerable<string> Names => StubAssemblies.Instance.Listings.Select(listing => listing.Name);

        [TestMethod]
        [DynamicData(nameof(Names))]
        public void StubHasTheListedMembersAndNoOther(string name)
        {
            ListedAssembly listing = StubAssemblies.Instance.Listings.Single(candidate => candidate.Name == name);
            CSharpCompilation compilation = CSharpCompilation.Create(
                "Reader", references: Names.Select(reference => StubAssemblies.Instance[reference]));
            var stub = (IAssemblySymbol)compilation.GetAssemblyOrModuleSymbol(StubAssemblies.Instance[name])!;

            string[] expected = listing.Types.SelectMany(Describe).Order(StringComparer.Ordinal).ToArray();
            string[] actual = TypesIn(stub.GlobalNamespace).SelectMany(Describe).Order(StringComparer.Ordinal).ToArray();

            Report.AssertNone(expected.Except(actual).Select(member => "missing: " + member)
                .Concat(actual.Except(expected).Select(member => "extra: " + member))
                .ToList());
            Assert.HasCount(expected.Length, actual);
        }

        [TestMethod]
        [DynamicData(nameof(Names))]
        public void ListingIsOfThePinnedVersion(string name)
        {
            string listed = StubAssemblies.Instance.Listings.Single(candidate => candidate.Name == name).Version;
            if (name != TestFramework && name != Http)
            {
                Assert.AreEqual(PackagePins.FindAssembly(name)!.Version, listed);
            }
        }

        private static IEnumerable<string> Describe(ListedType type)
        {
            string name = type.Name.Replace('/', '.');
            yield return $"{type.Kind} {name}";

            if (type.Kind == ListedKind.Delegate)
            {
                yield return $"{name}.Invoke/{type.Methods.Single(method => method.Name == "Invoke").Parameters.Count}";
                yield break;
            }

            foreach (ListedMethod method in type.Methods)
            {
                yield return $"{name}.{method.Name}/{method.Parameters.Count}";
            }

            IEnumerable<string> others = type.EnumMembers
                .Concat(type.Fields.Select(field => field.Name))
                .Concat(type.Properties.Select(property => property.Name))
                .Concat(type.Events.Select(item => item.Name));
            foreach (string other in others)
            {
                yield return $"{name}.{other}";
            }

            if (name == "System.Object")
            {
                yield return "System.Object.Finalize/0";
            }
        }

        private static IEnumerable<string> Describe(INamedTypeSymbol type)
        {
            string arity = type.Arity == 0 ? "" : "`" + type.Arity;
            string name = type.ToDisplayString(SymbolDisplayFormat.CSharpErrorMessageFormat
                .WithGenericsOptions(SymbolDisplayGenericsOptions.None)
                .WithMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.None)) + arity;
            yield return $"{type.TypeKind} {name}";

            foreach (ISymbol member in type.GetMembers().Where(IsVisible))
            {
                bool isInvoke = member.Name == "Invoke";
                if (member is IMethodSymbol method && (type.TypeKind != TypeKind.Delegate || isInvoke))
                {
                    yield return $"{name}.{method.Name}/{method.Parameters.Length}";
                }
                else if (member is IFieldSymbol or IPropertySymbol or IEventSymbol)
                {
                    yield return $"{name}.{member.MetadataName}";
                }
            }
        }

        private static bool IsVisible(ISymbol member)
        {
            bool isAccessor = member is IMethodSymbol { AssociatedSymbol: not null };
            return member.DeclaredAccessibility is Accessibility.Public or Accessibility.Protected
                && !member.IsImplicitlyDeclared
                && !isAccessor;
        }

        private static IEnumerable<INamedTypeSymbol> TypesIn(INamespaceOrTypeSymbol container)
        {
            foreach (ISymbol member in container.GetMembers())
            {
                if (member is INamedTypeSymbol { DeclaredAccessibility: Accessibility.Public } type)
                {
                    yield return type;
                }

                if (member is INamespaceOrTypeSymbol inner)
                {
                    foreach (INamedTypeSymbol nested in TypesIn(inner))
                    {
                        yield return nested;
                    }
                }
            }
        }
    }
}
