namespace EdgeWs.DeviceGuards.Snippets
{
    /// <summary>What works on the device and must not be refused.</summary>
    internal static class AllowedSnippets
    {
        public static readonly IReadOnlyDictionary<string, Snippet> All = new Dictionary<string, Snippet>
        {
            ["events"] = Snippet.Types(
                """
                public delegate void Handler(object sender, int value);
                public class C
                {
                    public event Handler Happened;
                    public event EventHandler Closed { add { } remove { } }
                    public void Raise() { Happened?.Invoke(this, 1); }
                    public void Listen() { Happened += (s, v) => { }; Happened -= OnHappened; }
                    private void OnHappened(object sender, int value) { }
                }
                """),
            ["closure"] = Snippet.Members("Action M(int x) { int y = x; return () => { y++; Console.WriteLine(y.ToString()); }; }"),
            ["lock"] = Snippet.Members("readonly object _gate = new object(); int _x; void M() { lock (_gate) { _x++; } }"),
            ["switch expression"] = Snippet.Members(
                "string M(object o) { return o switch { int i when i > 3 => \"big\", string { Length: 2 } s => s, null => \"\", _ => throw new ArgumentException() }; }"),
            ["exhaustive switch expression"] = Snippet.Members("int M(bool b) { return b switch { true => 1, false => 2 }; }"),
            ["pattern matching"] = Snippet.Members("bool M(object o) { return o is not null and (int or string) && o is > 'a' and < 'z' or byte[] { Length: > 2 }; }"),
            ["switch on many strings"] = Snippet.Members(
                """
                int M(string s)
                {
                    switch (s)
                    {
                        case "a": return 1; case "b": return 2; case "c": return 3; case "d": return 4;
                        case "e": return 5; case "f": return 6; case "g": return 7; case "h": return 8;
                        default: return 0;
                    }
                }
                """),
            ["using declaration"] = Snippet.Members("int M() { using var stream = new MemoryStream(); return stream.ReadByte(); }"),
            ["exception filter"] = Snippet.Members(
                "void M() { try { M(); } catch (SocketException e) when (e.ErrorCode == 1) { } finally { } }"),
            ["extension method"] = Snippet.Types(
                "public static class E { public static bool IsEmpty(this string s) { return s.Length == 0; } } public class C { bool M() { return \"\".IsEmpty(); } }"),
            ["ref local and return"] = Snippet.Members("ref int M(int[] a) { ref int first = ref a[0]; first++; return ref first; }"),
            ["in, out and ref parameters"] = Snippet.Members(
                "int M(in long a, out int b, ref int c) { b = c; return (int)a; } int N() { int c = 1; return M(2, out var b, ref c) + b; }"),
            ["optional and named arguments"] = Snippet.Members("int M(int a, int b = 2) { return M(b: 1, a: a); }"),
            ["params"] = Snippet.Members("string M(params object[] a) { return string.Format(\"{0}\", a) + \"a,b\".Split(',')[0].Trim(); }"),
            ["interpolation"] = Snippet.Members("string M(int x, object o) { return $\"{x:X2} {o}\" + x + o + 'c'; }"),
            ["struct"] = Snippet.Types(
                "public readonly struct P { public readonly int X; public P(int x) { X = x; } public static bool operator ==(P a, P b) { return a.X == b.X; } public static bool operator !=(P a, P b) { return a.X != b.X; } public override bool Equals(object o) { return o is P p && p == this; } public override int GetHashCode() { return X; } }"),
            ["flags"] = Snippet.Types(
                "[Flags] public enum F : byte { None = 0, A = 1, B = 2 } public class C { F _f; bool M() { _f |= F.A; _f &= ~F.B; return (_f & F.A) != 0; } }"),
            ["constant data"] = Snippet.Members(
                "static readonly byte[] s_table = { 1, 2, 3, 4, 5 }; static readonly uint[] s_words = { 1u, 0x80000000u }; uint M() { return s_words[0] + s_table[1]; }"),
            ["jagged array"] = Snippet.Members("int M() { var a = new int[2][]; a[0] = new int[3]; return a[0][0]; }"),
            ["unchecked arithmetic"] = Snippet.Members("uint M(uint a, int b, long c) { return unchecked(a * 31u + (uint)b + (uint)c) ^ (a << 5 | a >> 27); }"),
            ["foreach"] = Snippet.Members(
                "int M(string s, ArrayList l, byte[] b, Hashtable h) { int n = 0; foreach (char c in s) { n += c; } foreach (object o in l) { n++; } foreach (byte x in b) { n += x; } foreach (DictionaryEntry e in h) { n += (int)e.Value; } return n; }"),
            ["finalizer"] = Snippet.Members("~Snippet() { }"),
            ["static constructor"] = Snippet.Members("static readonly int s_x; static Snippet() { s_x = 1; } int M() { return s_x; }"),
            ["init-only property"] = Snippet.Members("public int X { get; init; }"),
            ["local function"] = Snippet.Members("int M(int x) { int Twice() { return x * 2; } static int Once(int y) { return y; } return Twice() + Once(x); }"),
            ["target-typed new"] = Snippet.Members("readonly ArrayList _list = new(); int M() { return _list.Count; }"),
            ["null operators"] = Snippet.Members("string M(string s, object o) { s ??= \"\"; return o?.ToString() ?? s; }"),
            ["interface"] = Snippet.Types(
                "public interface IShape { int Area { get; } void Draw(byte[] b); } public class Square : IShape { int IShape.Area { get { return 1; } } public void Draw(byte[] b) { } }"),
            ["own exception"] = Snippet.Types(
                "public class Broken : Exception { public Broken(string m, Exception i) : base(m, i) { } public override string Message { get { return \"broken\"; } } }"),
            ["own stream"] = Snippet.Types(
                """
                public class Null : Stream
                {
                    public override bool CanRead { get { return true; } }
                    public override bool CanSeek { get { return false; } }
                    public override bool CanWrite { get { return true; } }
                    public override long Length { get { return 0; } }
                    public override long Position { get; set; }
                    public override int ReadTimeout { get; set; }
                    public override void Flush() { }
                    public override long Seek(long offset, SeekOrigin origin) { return 0; }
                    public override void SetLength(long value) { }
                    public override int Read(SpanByte buffer) { return buffer.Length; }
                    public override int Read(byte[] buffer, int offset, int count) { return 0; }
                    public override void Write(byte[] buffer, int offset, int count) { }
                    protected override void Dispose(bool disposing) { base.Dispose(disposing); }
                }
                """),
            ["threads"] = Snippet.Members(
                "int _x; void M() { var t = new Thread(() => { Interlocked.Increment(ref _x); Thread.Sleep(1); }); t.Start(); t.Join(Timeout.Infinite); new Timer(s => { }, null, 1, 1).Dispose(); new AutoResetEvent(false).WaitOne(1, false); }"),
            ["sockets"] = Snippet.Members(
                "void M() { var s = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp); s.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.NoDelay, true); s.Bind(new IPEndPoint(IPAddress.Any, 0)); s.Listen(1); using var n = new NetworkStream(s.Accept(), true); if (s.Poll(0, SelectMode.SelectRead) && s.Available == 0) { s.Close(); } }"),
            ["TLS"] = Snippet.Members(
                "void M(Socket s, System.Security.Cryptography.X509Certificates.X509Certificate2 c) { var t = new System.Net.Security.SslStream(s); t.AuthenticateAsServer(c, false, System.Net.Security.SslProtocols.Tls12); t.Dispose(); }"),
            ["text"] = Snippet.Members(
                "string M(byte[] b) { var s = new StringBuilder(); s.Append('a').Append(1).Append(b.Length); return s.ToString() + Encoding.UTF8.GetString(b, 0, b.Length) + Convert.ToBase64String(b); }"),
            ["parsing"] = Snippet.Members(
                "int M(string s) { return int.TryParse(s, out int x) && x < int.MaxValue && byte.MaxValue == 255 ? x : int.Parse(s.Substring(1)); }"),
            ["time"] = Snippet.Members(
                "long M() { return Environment.TickCount64 + DateTime.UtcNow.Ticks / TimeSpan.TicksPerMillisecond + (DateTime.UtcNow - DateTime.UnixEpoch).Seconds; }"),
            ["memory"] = Snippet.Members(
                "uint M(object o) { var w = new WeakReference(o); GC.SuppressFinalize(o); return w.IsAlive ? nanoFramework.Runtime.Native.GC.Run(true) : 0; }"),
            ["reflection"] = Snippet.Members(
                "object M(object o) { return o.GetType().GetMethod(\"X\", System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Instance).Invoke(o, null); }"),
            ["Wi-Fi"] = Snippet.Members(
                "bool M() { return nanoFramework.Networking.NetworkHelper.SetupAndConnectNetwork(new CancellationTokenSource(1000).Token, requiresDateTime: true); }"),
            ["Debug.WriteLine"] = Snippet.Members("[Conditional(\"DEBUG\")] static void Log(string s) { Debug.WriteLine(s); } void M() { Log(\"\"); }"),
            ["unit test"] = Snippet.Types(
                """
                using nanoFramework.TestFramework;
                [TestClass]
                public class Tests
                {
                    [Setup] public void Before() { }
                    [TestMethod] public void One() { Assert.AreEqual(1, 1); Assert.IsTrue(true, "x"); Assert.ThrowsException(typeof(Exception), () => { throw new Exception(); }); CollectionAssert.AreEqual(new byte[1], new byte[1]); }
                    [DataRow(1, "a")] [DataRow(2, "b")] [TestMethod] public void Rows(int a, string b) { Assert.SkipTest(); }
                }
                """)
        };
    }
}
