using System.Reflection;
using System.Runtime.Loader;
using dnlib.DotNet;
using dnlib.DotNet.Emit;

namespace EdgeWs.Desktop.Tests.Memory
{
    /// <summary>
    /// The libraries and these tests once more, the libraries changed: before everything that takes memory stands a call of
    /// <see cref="ScarceMemory.Take"/>.
    /// </summary>
    internal sealed class ScarceLibraries : AssemblyLoadContext
    {
        private static readonly Assembly s_tests = typeof(ScarceLibraries).Assembly;

        /// <summary>The same type as these tests have it there.</summary>
        internal Type Find(Type type) => LoadFromAssemblyPath(s_tests.Location).GetType(type.FullName);

        protected override Assembly Load(AssemblyName assemblyName)
        {
            return assemblyName.Name is "EdgeWs.Nano" or "EdgeWs.Nano.Http" ? Weave(Default.LoadFromAssemblyName(assemblyName).Location)
                : assemblyName.Name == s_tests.GetName().Name ? LoadFromAssemblyPath(s_tests.Location)
                : null;
        }

        private Assembly Weave(string path)
        {
            using ModuleDefMD module = ModuleDefMD.Load(path);
            IMethod take = module.Import(typeof(ScarceMemory).GetMethod(nameof(ScarceMemory.Take)));
            foreach (MethodDef method in module.GetTypes().SelectMany(type => type.Methods))
            {
                // What a type constructor throws stays thrown for ever; none of them is part of a connection.
                if (method.HasBody && !method.IsStaticConstructor)
                {
                    Weave(method.Body, take);
                }
            }

            using var woven = new MemoryStream();
            module.Write(woven);
            woven.Position = 0;
            return LoadFromStream(woven);
        }

        private static void Weave(CilBody body, IMethod take)
        {
            body.SimplifyBranches();
            for (int i = 0; i < body.Instructions.Count; i++)
            {
                Instruction instruction = body.Instructions[i];
                if (TakesMemory(instruction))
                {
                    // Changed in place, so that whatever jumps here comes by the call.
                    body.Instructions.Insert(++i, new Instruction(instruction.OpCode, instruction.Operand));
                    instruction.OpCode = OpCodes.Call;
                    instruction.Operand = take;
                }
            }

            body.OptimizeBranches();
        }

        /// <summary>Objects, arrays, boxes; and what the platform makes for its caller: texts, arrays, and the room of a growing list.</summary>
        private static bool TakesMemory(Instruction instruction)
        {
            return instruction.OpCode.Code is Code.Newobj or Code.Newarr or Code.Box
                || (instruction.Operand is MemberRef { IsMethodRef: true } method
                    && !method.DeclaringType.DefinitionAssembly.Name.StartsWith("EdgeWs", StringComparison.Ordinal)
                    && (method.MethodSig.RetType.ElementType is ElementType.String or ElementType.SZArray
                        || method.FullName.EndsWith("ArrayList::Add(System.Object)", StringComparison.Ordinal)));
        }
    }
}
