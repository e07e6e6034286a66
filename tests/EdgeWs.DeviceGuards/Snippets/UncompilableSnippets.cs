namespace EdgeWs.DeviceGuards.Snippets
{
    /// <summary>What compiles for desktop .NET and does not compile for the device.</summary>
    internal static class UncompilableSnippets
    {
        private const string NoSuchType = "CS0246";
        private const string NoSuchTypeInNamespace = "CS0234";
        private const string NoSuchName = "CS0103";
        private const string NoSuchStaticMember = "CS0117";
        private const string NoSuchMember = "CS1061";
        private const string NoSuchOverload = "CS1501";
        private const string NoSuchCoreType = "CS0518";
        private const string NoSuchCoreMember = "CS0656";
        private const string NoConversion = "CS1503";
        private const string NotInThisLanguage = "CS8773";

        public static readonly IReadOnlyDictionary<string, Snippet> All = new Dictionary<string, Snippet>
        {
            ["int?"] = Snippet.Members("int? x;", NoSuchCoreType),
            ["s?.Length"] = Snippet.Members("int M(string s) { return (s?.Length) == 1 ? 1 : 0; }", NoSuchCoreType),
            ["volatile"] = Snippet.Members("public volatile bool Flag;", NoSuchCoreType),
            ["yield"] = Snippet.Members("IEnumerable M() { yield return 1; }", NoSuchCoreType),
            ["async"] = Snippet.Members("async void M() { }", NoSuchCoreType),
            ["tuple"] = Snippet.Members("(int, int) M() { return (1, 2); }", "CS8179"),
            ["record"] = Snippet.Types("public record Person(string Name);", NoSuchCoreType),
            ["anonymous type"] = Snippet.Members("object M() { return new { A = 1 }; }", NoSuchCoreMember),
            ["range"] = Snippet.Members("string M(string s) { return s[1..2]; }", NoSuchCoreType),
            ["index from end"] = Snippet.Members("int M(int[] a) { return a[^1]; }", NoSuchCoreMember),
            ["list pattern"] = Snippet.Members("bool M(int[] a) { return a is [1, 2]; }", NotInThisLanguage),
            ["UTF-8 literal"] = Snippet.Members("void M() { var x = \"x\"u8; }", NotInThisLanguage),
            ["required"] = Snippet.Members("public required int X { get; set; }", NotInThisLanguage),
            ["file-scoped namespace"] = new Snippet("namespace N; class C { }", NotInThisLanguage),
            ["lambda of natural type"] = Snippet.Members("void M() { var f = () => 1; }", NotInThisLanguage),
            ["decimal"] = Snippet.Members("decimal M() { return 1; }", NoSuchCoreType),
            ["pointer"] = Snippet.Members("unsafe void M(int* p) { }", "CS0227"),
            ["Span<T>"] = Snippet.Members("void M(Span<byte> s) { }", NoSuchType),
            ["List<T>"] = Snippet.Members("System.Collections.Generic.List<int> x;", NoSuchTypeInNamespace),
            ["Task"] = Snippet.Members("System.Threading.Tasks.Task x;", NoSuchTypeInNamespace),
            ["LINQ"] = Snippet.Types("using System.Linq;", NoSuchTypeInNamespace),
            ["Math"] = Snippet.Members("int M() { return Math.Min(1, 2); }", NoSuchName),
            ["Buffer.BlockCopy"] = Snippet.Members("void M(byte[] b) { Buffer.BlockCopy(b, 0, b, 1, 1); }", NoSuchName),
            ["StringComparison"] = Snippet.Members(
                "bool M(string s) { return s.StartsWith(\"x\", StringComparison.Ordinal); }", NoSuchName),
            ["Stopwatch"] = Snippet.Members("Stopwatch x;", NoSuchType),
            ["ThreadStatic"] = Snippet.Members("[ThreadStatic] static int s_slot;", NoSuchType),
            ["SHA1"] = Snippet.Members("System.Security.Cryptography.SHA1 x;", NoSuchTypeInNamespace),
            ["string.Replace"] = Snippet.Members("string M(string s) { return s.Replace(\"a\", \"b\"); }", NoSuchMember),
            ["string.Join"] = Snippet.Members("string M(string[] s) { return string.Join(\",\", s); }", NoSuchStaticMember),
            ["string.IsNullOrWhiteSpace"] = Snippet.Members(
                "bool M(string s) { return string.IsNullOrWhiteSpace(s); }", NoSuchStaticMember),
            ["char.IsDigit"] = Snippet.Members("bool M(char c) { return char.IsDigit(c); }", NoSuchStaticMember),
            ["Encoding.GetByteCount"] = Snippet.Members("int M(string s) { return Encoding.UTF8.GetByteCount(s); }", NoSuchMember),
            ["Encoding.GetString(byte[])"] = Snippet.Members(
                "string M(byte[] b) { return Encoding.UTF8.GetString(b); }", "CS7036"),
            ["Encoding.ASCII"] = Snippet.Members("object M() { return Encoding.ASCII; }", NoSuchStaticMember),
            ["Random.Next(min, max)"] = Snippet.Members("int M(Random r) { return r.Next(1, 2); }", NoSuchOverload),
            ["Array.Resize"] = Snippet.Members("void M(byte[] b) { Array.Resize(ref b, 2); }", NoSuchStaticMember),
            ["Array.Reverse"] = Snippet.Members("void M(byte[] b) { Array.Reverse(b); }", NoSuchStaticMember),
            ["Array.Empty"] = Snippet.Members("byte[] M() { return Array.Empty<byte>(); }", NoSuchStaticMember),
            ["Thread.IsBackground"] = Snippet.Members("void M(Thread t) { t.IsBackground = true; }", NoSuchMember),
            ["Thread with argument"] = Snippet.Members("void M(Thread t) { t.Start(1); }", NoSuchOverload),
            ["ArrayList.AddRange"] = Snippet.Members("void M(ArrayList a) { a.AddRange(a); }", NoSuchMember),
            ["DateTime.Now"] = Snippet.Members("DateTime M() { return DateTime.Now; }", NoSuchStaticMember),
            ["Interlocked on long"] = Snippet.Members("long M(ref long x) { return Interlocked.Increment(ref x); }", NoConversion),
            ["Monitor.Wait"] = Snippet.Members("void M() { Monitor.Wait(this); }", NoSuchStaticMember),
            ["Console.WriteLine(int)"] = Snippet.Members("void M() { Console.WriteLine(1); }", NoConversion),
            ["Socket.Blocking"] = Snippet.Members("void M(Socket s) { s.Blocking = false; }", NoSuchMember),
            ["Socket.Select"] = Snippet.Members("void M(IList l) { Socket.Select(l, l, l, 0); }", NoSuchStaticMember),
            ["IPAddress.TryParse"] = Snippet.Members(
                "bool M(string s) { return IPAddress.TryParse(s, out IPAddress a); }", NoSuchStaticMember),
            ["stream without SpanByte"] = Snippet.Types(
                """
                public class Half : Stream
                {
                    public override bool CanRead { get { return true; } }
                    public override bool CanSeek { get { return false; } }
                    public override bool CanWrite { get { return true; } }
                    public override long Length { get { return 0; } }
                    public override long Position { get; set; }
                    public override void Flush() { }
                    public override long Seek(long offset, SeekOrigin origin) { return 0; }
                    public override void SetLength(long value) { }
                    public override int Read(byte[] buffer, int offset, int count) { return 0; }
                    public override void Write(byte[] buffer, int offset, int count) { }
                }
                """,
                "CS0534"),
            ["unused variable"] = Snippet.Members("void M() { int unused; }", "CS0168")
        };
    }
}
