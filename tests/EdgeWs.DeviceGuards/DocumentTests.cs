using System.Text.RegularExpressions;
using EdgeWs.DeviceGuards.Building;
using EdgeWs.DeviceGuards.Projects;
using EdgeWs.DeviceGuards.Stubs;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace EdgeWs.DeviceGuards
{
    /// <summary>The code in docs/http.md builds for the device.</summary>
    [TestClass]
    public sealed partial class DocumentTests
    {
        private const string Usings =
            """
            using System.Net;
            using System.Security.Cryptography.X509Certificates;
            using System.Threading;
            using EdgeWs.Nano;
            using EdgeWs.Nano.Http;
            using nanoFramework.WebServer;
            """;

        // What the text around the code speaks of, and what it uses of a package whose listing is not here.
        private const string Surroundings =
            """
            public static class Program
            {
                public static WsServer Chat;
            }

            namespace nanoFramework.WebServer
            {
                public delegate void GetRequestHandler(object sender, WebServerEventArgs e);

                public class WebServerEventArgs
                {
                    public HttpListenerContext Context { get; set; }
                }

                public sealed class RouteAttribute : System.Attribute
                {
                    public RouteAttribute(string route)
                    {
                    }
                }

                public class WebServer
                {
                    public event GetRequestHandler CommandReceived
                    {
                        add { }
                        remove { }
                    }

                    public static void OutputAsStream(HttpListenerResponse response, string content)
                    {
                    }

                    public static void OutputHttpCode(HttpListenerResponse response, HttpStatusCode code)
                    {
                    }
                }
            }
            """;

        private const string Fields =
            "public static WsServer chat; public static HttpHost host; public static WebServer webServer; "
            + "public static byte[] json; public static string certificate, key;";

        public static IEnumerable<object[]> Blocks =>
            Block().Matches(File.ReadAllText(Path.Combine(DeviceRepository.Find().Root, "docs", "http.md")).ReplaceLineEndings("\n"))
                .Select((match, index) => new object[] { index, match.Groups["code"].Value });

        [TestMethod]
        [DynamicData(nameof(Blocks))]
        public void BlockBuildsForTheDevice(int index, string code)
        {
            string body = Using().Replace(code, "");
            string source = body.Contains("public class ")
                ? body
                : $"public static class Block {{ {Fields} public static void Run() {{\n{body}\n}} }}";
            var options = new CSharpParseOptions(LanguageVersion.CSharp9, DocumentationMode.None);
            CSharpCompilation compilation = CSharpCompilation.Create(
                "Document",
                [CSharpSyntaxTree.ParseText($"{Usings}\n{source}\n{Surroundings}", options, $"block {index}", System.Text.Encoding.UTF8)],
                StubAssemblies.Instance.Listings.Select(listing => StubAssemblies.Instance[listing.Name]).Concat(Libraries()),
                new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release));
            Report.AssertNone(DeviceGuard.Check(compilation));
        }

        private static IEnumerable<MetadataReference> Libraries()
        {
            var release = new DeviceCompilation("Release");
            return DeviceRepository.Find().Projects()
                .Where(project => project.Name is "EdgeWs.Nano" or "EdgeWs.Nano.Http")
                .Select(project => release.Of(project).ToMetadataReference());
        }

        [GeneratedRegex("^```csharp\n(?<code>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
        private static partial Regex Block();

        [GeneratedRegex("^using .*;\n", RegexOptions.Multiline)]
        private static partial Regex Using();
    }
}
