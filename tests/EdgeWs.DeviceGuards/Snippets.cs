namespace EdgeWs.DeviceGuards
{
    /// <summary>
    /// Pieces of device code: members of a class called Snippet, or types where a public type is among them.
    /// </summary>
    internal static class Snippets
    {
        private const string NoSuchCoreType = "CS0518";
        private const string NoSuchCoreMember = "CS0656";
        private const string NoSuchType = "CS0246";
        private const string NoSuchTypeInNamespace = "CS0234";
        private const string NoSuchName = "CS0103";
        private const string NoSuchStaticMember = "CS0117";
        private const string NoSuchMember = "CS1061";
        private const string NoSuchOverload = "CS1501";
        private const string NoConversion = "CS1503";
        private const string NotInThisLanguage = "CS8773";

        /// <summary>What works on the device.</summary>
        public static readonly string[] Allowed =
        [
            // Language
            "delegate void Handler(object sender, int value); event Handler Happened; void M() { Happened += (s, v) => { }; Happened?.Invoke(this, 1); }",
            "event EventHandler Closed { add { } remove { } } void M() { Closed += OnClosed; Closed -= OnClosed; } void OnClosed(object s, EventArgs e) { }",
            "Action M(int x) { int y = x; return () => { y++; Console.WriteLine(y.ToString()); }; }",
            "readonly object _gate = new object(); int _x; void M() { lock (_gate) { _x++; } }",
            "string M(object o) { return o switch { int i when i > 3 => \"big\", string { Length: 2 } s => s, null => \"\", _ => throw new ArgumentException() }; }",
            "int M(bool b) { return b switch { true => 1, false => 2 }; }",
            "bool M(object o) { return o is not null and (int or string) && o is > 'a' and < 'z' or byte[] { Length: > 2 }; }",
            "int M(string s) { switch (s) { " + Repeat(8, i => $"case \"{i}\": return {i}; ") + "default: return 9; } }",
            "int M() { using var stream = new MemoryStream(); return stream.ReadByte(); }",
            "void M() { try { M(); } catch (SocketException e) when (e.ErrorCode == 1) { } finally { } }",
            "public static class E { public static bool IsEmpty(this string s) { return s.Length == 0; } } class C { bool M() { return \"\".IsEmpty(); } }",
            "ref int M(int[] a) { ref int first = ref a[0]; first++; return ref first; }",
            "int M(in long a, out int b, ref int c) { b = c; return (int)a; } int N() { int c = 1; return M(2, out var b, ref c) + b; }",
            "int M(int a, int b = 2) { return M(b: 1, a: a); }",
            "string M(params object[] a) { return string.Format(\"{0}\", a) + \"a,b\".Split(',')[0].Trim(); }",
            "string M(int x, object o) { return $\"{x:X2} {o}\" + x + o + 'c'; }",
            "public readonly struct P { public readonly int X; public P(int x) { X = x; } public static bool operator ==(P a, P b) { return a.X == b.X; } "
                + "public static bool operator !=(P a, P b) { return a.X != b.X; } public override bool Equals(object o) { return o is P p && p == this; } public override int GetHashCode() { return X; } }",
            "[Flags] enum F : byte { None = 0, A = 1, B = 2 } F _f; bool M() { _f |= F.A; _f &= ~F.B; return (_f & F.A) != 0; }",
            "static readonly byte[] s_table = { 1, 2, 3, 4, 5 }; static readonly uint[] s_words = { 1u, 0x80000000u }; uint M() { return s_words[0] + s_table[1]; }",
            "int M() { var a = new int[2][]; a[0] = new int[3]; return a[0][0]; }",
            "uint M(uint a, int b, long c) { return unchecked(a * 31u + (uint)b + (uint)c) ^ (a << 5 | a >> 27); }",
            "int M(string s, ArrayList l, byte[] b, Hashtable h) { int n = 0; foreach (char c in s) { n += c; } foreach (object o in l) { n++; } "
                + "foreach (byte x in b) { n += x; } foreach (DictionaryEntry e in h) { n += (int)e.Value; } return n; }",
            "~Snippet() { }",
            "static readonly int s_x; static Snippet() { s_x = 1; } int M() { return s_x; }",
            "public int X { get; init; }",
            "int M(int x) { int Twice() { return x * 2; } static int Once(int y) { return y; } return Twice() + Once(x); }",
            "readonly ArrayList _list = new(); int M() { return _list.Count; }",
            "string M(string s, object o) { s ??= \"\"; return o?.ToString() ?? s; }",
            "public interface IShape { int Area { get; } void Draw(byte[] b); } class Square : IShape { int IShape.Area { get { return 1; } } public void Draw(byte[] b) { } }",

            // Platform
            "public class Broken : Exception { public Broken(string m, Exception i) : base(m, i) { } public override string Message { get { return \"broken\"; } } }",
            "public class Null " + StreamWith("public override int Read(SpanByte buffer) { return buffer.Length; } protected override void Dispose(bool disposing) { base.Dispose(disposing); }"),
            "int _x; void M() { var t = new Thread(() => { Interlocked.Increment(ref _x); Thread.Sleep(1); }); t.Start(); t.Join(Timeout.Infinite); "
                + "new Timer(s => { }, null, 1, 1).Dispose(); new AutoResetEvent(false).WaitOne(1, false); }",
            "void M() { var s = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp); s.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.NoDelay, true); "
                + "s.Bind(new IPEndPoint(IPAddress.Any, 0)); s.Listen(1); using var n = new NetworkStream(s.Accept(), true); if (s.Poll(0, SelectMode.SelectRead) && s.Available == 0) { s.Close(); } }",
            "void M(Socket s, System.Security.Cryptography.X509Certificates.X509Certificate2 c) { var t = new System.Net.Security.SslStream(s); "
                + "t.AuthenticateAsServer(c, false, System.Net.Security.SslProtocols.Tls12); t.Dispose(); }",
            "string M(byte[] b) { var s = new StringBuilder(); s.Append('a').Append(1).Append(b.Length); return s.ToString() + Encoding.UTF8.GetString(b, 0, b.Length) + Convert.ToBase64String(b); }",
            "int M(string s) { return int.TryParse(s, out int x) && x < int.MaxValue && byte.MaxValue == 255 ? x : int.Parse(s.Substring(1)); }",
            "long M() { return Environment.TickCount64 + DateTime.UtcNow.Ticks / TimeSpan.TicksPerMillisecond + (DateTime.UtcNow - DateTime.UnixEpoch).Seconds; }",
            "uint M(object o) { var w = new WeakReference(o); GC.SuppressFinalize(o); return w.IsAlive ? nanoFramework.Runtime.Native.GC.Run(true) : 0; }",
            "object M(object o) { return o.GetType().GetMethod(\"X\", System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Instance).Invoke(o, null); }",
            "bool M() { return nanoFramework.Networking.NetworkHelper.SetupAndConnectNetwork(new CancellationTokenSource(1000).Token, requiresDateTime: true); }",
            "[Conditional(\"DEBUG\")] static void Log(string s) { Debug.WriteLine(s); } void M() { Log(\"\"); }",
            "[TestClass] public class Tests { [Setup] public void Before() { } [TestMethod] public void One() { Assert.AreEqual(1, 1); Assert.IsTrue(true, \"x\"); "
                + "Assert.ThrowsException(typeof(Exception), () => { throw new Exception(); }); CollectionAssert.AreEqual(new byte[1], new byte[1]); } "
                + "[DataRow(1, \"a\")] [DataRow(int.MaxValue, \"b\")] [TestMethod] public void Rows(int a, string b) { Assert.SkipTest(); } }"
        ];

        /// <summary>What compiles for desktop .NET and not for the device.</summary>
        public static readonly (string Error, string Code)[] Uncompilable =
        [
            (NoSuchCoreType, "int? x;"),
            (NoSuchCoreType, "int M(string s) { return (s?.Length) == 1 ? 1 : 0; }"),
            (NoSuchCoreType, "public volatile bool Flag;"),
            (NoSuchCoreType, "IEnumerable M() { yield return 1; }"),
            (NoSuchCoreType, "async void M() { }"),
            (NoSuchCoreType, "public record Person(string Name);"),
            (NoSuchCoreType, "string M(string s) { return s[1..2]; }"),
            (NoSuchCoreType, "decimal M() { return 1; }"),
            (NoSuchCoreMember, "object M() { return new { A = 1 }; }"),
            (NoSuchCoreMember, "int M(int[] a) { return a[^1]; }"),
            ("CS8179", "(int, int) M() { return (1, 2); }"),
            (NotInThisLanguage, "bool M(int[] a) { return a is [1, 2]; }"),
            (NotInThisLanguage, "void M() { var x = \"x\"u8; }"),
            (NotInThisLanguage, "public required int X { get; set; }"),
            (NotInThisLanguage, "void M() { var f = () => 1; }"),
            (NoSuchType, "void M(Span<byte> s) { }"),
            (NoSuchType, "Stopwatch x;"),
            (NoSuchType, "[ThreadStatic] static int s_slot;"),
            (NoSuchTypeInNamespace, "System.Collections.Generic.List<int> x;"),
            (NoSuchTypeInNamespace, "System.Threading.Tasks.Task x;"),
            (NoSuchTypeInNamespace, "System.Security.Cryptography.SHA1 x;"),
            (NoSuchTypeInNamespace, "object M(ArrayList a) { return System.Linq.Enumerable.First(a); }"),
            (NoSuchName, "int M() { return Math.Min(1, 2); }"),
            (NoSuchName, "void M(byte[] b) { Buffer.BlockCopy(b, 0, b, 1, 1); }"),
            (NoSuchName, "bool M(string s) { return s.StartsWith(\"x\", StringComparison.Ordinal); }"),
            (NoSuchMember, "string M(string s) { return s.Replace(\"a\", \"b\"); }"),
            (NoSuchMember, "int M(string s) { return Encoding.UTF8.GetByteCount(s); }"),
            (NoSuchMember, "void M(Thread t) { t.IsBackground = true; }"),
            (NoSuchMember, "void M(ArrayList a) { a.AddRange(a); }"),
            (NoSuchMember, "void M(Socket s) { s.Blocking = false; }"),
            (NoSuchStaticMember, "string M(string[] s) { return string.Join(\",\", s); }"),
            (NoSuchStaticMember, "bool M(string s) { return string.IsNullOrWhiteSpace(s); }"),
            (NoSuchStaticMember, "bool M(char c) { return char.IsDigit(c); }"),
            (NoSuchStaticMember, "object M() { return Encoding.ASCII; }"),
            (NoSuchStaticMember, "void M(byte[] b) { Array.Resize(ref b, 2); }"),
            (NoSuchStaticMember, "void M(byte[] b) { Array.Reverse(b); }"),
            (NoSuchStaticMember, "byte[] M() { return Array.Empty<byte>(); }"),
            (NoSuchStaticMember, "DateTime M() { return DateTime.Now; }"),
            (NoSuchStaticMember, "void M() { Monitor.Wait(this); }"),
            (NoSuchStaticMember, "void M(IList l) { Socket.Select(l, l, l, 0); }"),
            (NoSuchStaticMember, "bool M(string s) { return IPAddress.TryParse(s, out IPAddress a); }"),
            (NoSuchOverload, "int M(Random r) { return r.Next(1, 2); }"),
            (NoSuchOverload, "void M(Thread t) { t.Start(1); }"),
            ("CS7036", "string M(byte[] b) { return Encoding.UTF8.GetString(b); }"),
            (NoConversion, "long M(ref long x) { return Interlocked.Increment(ref x); }"),
            (NoConversion, "void M() { Console.WriteLine(1); }"),
            ("CS0534", "public class Half " + StreamWith("")),
            ("CS0168", "void M() { int unused; }")
        ];

        /// <summary>What compiles, and what the guard says of it.</summary>
        public static readonly (string Construct, string Code)[] Forbidden =
        [
            ("Box`1: generic type definition", "public class Box<T> { }"),
            ("Handler`1: generic type definition", "public delegate void Handler<T>(T value);"),
            ("Snippet/Box`1: generic type definition", "class Box<T> { }"),
            ("Source0.cs:11: Snippet.Put: generic method definition", "void Put<T>(T value) { }"),
            ("Snippet.Call: generic method call", "static void Put<T>(T value) { } void Call() { Put(1); }"),
            ("Bytes: generic type Box`1<System.Byte>", "public class Box<T> { } class Bytes : Box<byte> { }"),
            ("Bytes: generic type IBox`1<System.Byte>", "public interface IBox<T> { } class Bytes : IBox<byte> { }"),
            ("C.M: generic type Broken`1<System.Int32>", "public class Broken<T> : Exception { } class C { void M() { try { M(); } catch (Broken<int>) { } } }"),
            ("Snippet.Callback: generic type System.Action`1<System.Int32>", "public Action<int> Callback;"),
            ("Snippet.M: generic type System.Action`1<System.Int32>", "void M() { Action<int> a = x => { }; a(1); }"),
            ("Snippet.M: generic type System.Func`1<System.Int32>", "public int M(Func<int> f) { return f(); }"),
            ("generic type System.EventHandler`1<System.EventArgs>", "event EventHandler<EventArgs> Happened; void Raise() { Happened?.Invoke(this, null); }"),
            ("generic type System.Action`1<System.Int32>", "Type M() { return typeof(Action<int>); }"),
            ("multi-dimensional array System.Int32[0...,0...]", "int M() { var grid = new int[2, 3]; return grid[0, 0]; }"),
            ("Snippet.M: multi-dimensional array System.Byte[0...,0...]", "public void M(byte[,] grid) { }"),
            ("IThing.M: interface method with a body", "public interface IThing { int M() { return 1; } }"),
            ("IThing.M: interface method with a body", "public interface IThing { static int M() { return 1; } }"),
            ("Snippet.M: stackalloc", "unsafe int M() { int* p = stackalloc int[4]; return p[0]; }"),
            ("Snippet.M: pointer System.Byte*", "unsafe int M(byte[] b) { fixed (byte* p = b) { return *p; } }"),
            ("Snippet.M: call of a function pointer", "static int F(int x) { return x; } unsafe int M() { delegate*<int, int> p = &F; return p(1); }"),
            ("Snippet.Callback: function pointer", "public unsafe delegate*<int, int> Callback;"),
            ("checked arithmetic (add.ovf)", "int M(int a, int b) { return checked(a + b); }"),
            ("checked arithmetic (mul.ovf.un)", "uint M(uint a, uint b) { checked { return a * b; } }"),
            ("checked arithmetic (conv.ovf.u1)", "byte M(int a) { return checked((byte)a); }"),
            ("checked arithmetic (conv.ovf.i)", "byte[] M(long length) { return new byte[length]; }"),
            ("Snippet.M: typed reference", "int M(int x) { return __refvalue(__makeref(x), int); }"),
            ("switch with more than 255 targets", "int M(int x) { switch (x) { " + Repeat(256, i => $"case {i}: return {i * 31 % 97};") + " } return -1; }"),
            (
                "more than 255 local variables",
                "int F(int x) { return x; } int M() { " + Repeat(300, i => $"int a{i} = F({i});") + " return 0" + Repeat(300, i => $" + a{i} * a{i}") + "; }"
            ),
            ("foreach over a string", "string M(string s) { string t = null; foreach (var c in s) { t += c; } return t; }"),
            ("member of an enumeration", "[DataRow(1, SelectMode.SelectRead)] public void M(int a, SelectMode mode) { }")
        ];

        private static string StreamWith(string members) =>
            ": Stream { public override bool CanRead { get { return true; } } public override bool CanSeek { get { return false; } } public override bool CanWrite { get { return true; } } "
            + "public override long Length { get { return 0; } } public override long Position { get; set; } public override int ReadTimeout { get; set; } public override void Flush() { } "
            + "public override long Seek(long offset, SeekOrigin origin) { return 0; } public override void SetLength(long value) { } "
            + "public override int Read(byte[] buffer, int offset, int count) { return 0; } public override void Write(byte[] buffer, int offset, int count) { } " + members + " }";

        private static string Repeat(int count, Func<int, string> text) => string.Concat(Enumerable.Range(0, count).Select(text));
    }
}
