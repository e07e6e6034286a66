namespace EdgeWs.DeviceGuards.Snippets
{
    /// <summary>What compiles for the device and fails on it.</summary>
    internal static class ForbiddenSnippets
    {
        public static readonly IReadOnlyDictionary<string, Snippet> All = new Dictionary<string, Snippet>
        {
            ["generic class"] = Snippet.Types("public class Box<T> { }", "Box`1: generic type definition"),
            ["generic delegate"] = Snippet.Types("public delegate void Handler<T>(T value);", "generic type definition"),
            ["nested generic class"] = Snippet.Members("class Box<T> { }", "Snippet+Box`1: generic type definition"),
            ["generic method"] = Snippet.Members("void Put<T>(T value) { }", "Snippet.Put: generic method definition"),
            ["generic call"] = Snippet.Members(
                "static void Put<T>(T value) { } void Call() { Put(1); }", "Snippet.Call: generic method call"),
            ["generic base"] = Snippet.Types(
                "public class Box<T> { } public class Bytes : Box<byte> { }", "Bytes: generic type Box`1<Byte>"),
            ["generic interface"] = Snippet.Types(
                "public interface IBox<T> { } public class Bytes : IBox<byte> { }", "Bytes: generic type IBox`1<Byte>"),
            ["generic catch"] = Snippet.Types(
                "public class Broken<T> : Exception { } public class C { void M() { try { M(); } catch (Broken<int>) { } } }",
                "C.M: generic type Broken`1<Int32>"),
            ["Action<T> field"] = Snippet.Members(
                "public Action<int> Callback;", "Snippet.Callback: generic type System.Action`1<Int32>"),
            ["Action<T> lambda"] = Snippet.Members(
                "void M() { Action<int> a = x => { }; a(1); }", "Snippet.M: generic type System.Action`1<Int32>"),
            ["Func<> parameter"] = Snippet.Members(
                "public int M(Func<int> f) { return f(); }", "Snippet.M: generic type System.Func`1<Int32>"),
            ["EventHandler<T>"] = Snippet.Members(
                "public event EventHandler<EventArgs> Happened; void Raise() { Happened?.Invoke(this, null); }",
                "generic type System.EventHandler`1<System.EventArgs>"),
            ["typeof(Action<>)"] = Snippet.Members(
                "Type M() { return typeof(Action<int>); }", "generic type System.Action`1<Int32>"),
            ["two-dimensional array"] = Snippet.Members(
                "int M() { var grid = new int[2, 3]; return grid[0, 0]; }", "multi-dimensional array Int32[,]"),
            ["two-dimensional parameter"] = Snippet.Members(
                "public void M(byte[,] grid) { }", "Snippet.M: multi-dimensional array Byte[,]"),
            ["default interface method"] = Snippet.Types(
                "public interface IThing { int M() { return 1; } }", "IThing.M: interface method with a body"),
            ["static interface method"] = Snippet.Types(
                "public interface IThing { static int M() { return 1; } }", "IThing.M: interface method with a body"),
            ["stackalloc"] = Snippet.Members(
                "unsafe int M() { int* p = stackalloc int[4]; return p[0]; }", "Snippet.M: stackalloc", allowUnsafe: true),
            ["pointer local"] = Snippet.Members(
                "unsafe int M(byte[] b) { fixed (byte* p = b) { return *p; } }", "Snippet.M: pointer Byte*", allowUnsafe: true),
            ["function pointer"] = Snippet.Members(
                "static int F(int x) { return x; } unsafe int M() { delegate*<int, int> p = &F; return p(1); }",
                "Snippet.M: call of a function pointer",
                allowUnsafe: true),
            ["function pointer field"] = Snippet.Members(
                "public unsafe delegate*<int, int> Callback;", "Snippet.Callback: function pointer", allowUnsafe: true),
            ["checked addition"] = Snippet.Members(
                "int M(int a, int b) { return checked(a + b); }", "checked arithmetic (add.ovf)"),
            ["checked multiplication"] = Snippet.Members(
                "uint M(uint a, uint b) { checked { return a * b; } }", "checked arithmetic (mul.ovf.un)"),
            ["checked conversion"] = Snippet.Members(
                "byte M(int a) { return checked((byte)a); }", "checked arithmetic (conv.ovf.u1)"),
            ["array of long length"] = Snippet.Members(
                "byte[] M(long length) { return new byte[length]; }", "checked arithmetic (conv.ovf.i)"),
            ["typed reference"] = Snippet.Members(
                "int M(int x) { return __refvalue(__makeref(x), int); }", "Snippet.M: typed reference"),
            ["long switch"] = Snippet.Members(
                "int M(int x) { switch (x) { " + Repeat(256, i => $"case {i}: return {i * 31 % 97};") + " } return -1; }",
                "switch with more than 255 targets"),
            ["many locals"] = Snippet.Members(
                "int F(int x) { return x; } int M() { " + Repeat(300, i => $"int a{i} = F({i});")
                    + " return 0" + Repeat(300, i => $" + a{i} * a{i}") + "; }",
                "more than 255 local variables"),
            ["foreach (var) over a string"] = Snippet.Members(
                "string M(string s) { string t = null; foreach (var c in s) { t += c; } return t; }",
                "Snippet.M(string): foreach over a string"),

            // Nothing of these is in nanoFramework, but a project could bring the missing type along.
            ["ThreadStatic"] = Snippet.Types(
                """
                namespace System { public class ThreadStaticAttribute : Attribute { } }
                public class C { [ThreadStatic] public static int Slot; }
                """,
                "C.Slot: ThreadStatic field"),
            ["async"] = Snippet.Types(
                """
                namespace System.Runtime.CompilerServices
                {
                    public interface IAsyncStateMachine { void MoveNext(); void SetStateMachine(IAsyncStateMachine machine); }
                    public struct AsyncVoidMethodBuilder
                    {
                        public static AsyncVoidMethodBuilder Create() { return default; }
                        public void Start<T>(ref T machine) where T : IAsyncStateMachine { }
                        public void SetStateMachine(IAsyncStateMachine machine) { }
                        public void SetResult() { }
                        public void SetException(Exception e) { }
                        public void AwaitOnCompleted<A, T>(ref A awaiter, ref T machine) { }
                        public void AwaitUnsafeOnCompleted<A, T>(ref A awaiter, ref T machine) { }
                    }
                }
                #pragma warning disable CS1998
                public class C { async void M() { } }
                """,
                "async method")
        };

        private static string Repeat(int count, Func<int, string> text) =>
            string.Concat(Enumerable.Range(0, count).Select(text));
    }
}
