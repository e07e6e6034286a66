using System.Text;
using System.Text.RegularExpressions;
using EdgeWs.Fuzz;
using EdgeWs.Nano.Http;

namespace EdgeWs.Interop.Tests.Programs
{
    /// <summary>
    /// Our reading of requests beside that of h11, another HTTP implementation in wide use: what we take, it takes too, and reads the same. Whoever
    /// reads a request otherwise than a proxy in front of it can be made to take part of a body for a request.
    /// </summary>
    [TestClass]
    public class RequestTests
    {
        private const int Mutations = 12000;
        private const int Seed = 14;
        private const int BodyLimit = 4096;
        private const string Refused = "refused";
        private const string Post = "POST /x HTTP/1.1\r\nHost: h\r\n";
        private const string Chunked = Post + "Transfer-Encoding: chunked\r\n\r\n";

        /// <summary>What we refuse though h11 takes it, as it appears in a request.</summary>
        private static readonly Dictionary<string, string> s_stricter = new()
        {
            ["lines end with CRLF only: RFC 9112 section 2.2 allows others to be taken, and that is how parsers come to differ"] = @"(?<!\r)\n",
            ["no folded lines: section 5.2"] = @"\r\n[ \t]",
            ["no control characters: RFC 9110 section 5.5"] = @"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]",
            ["not Content-Length beside Transfer-Encoding: section 6.1"] = @"(?is)\ncontent-length:.*\ntransfer-encoding:|\ntransfer-encoding:.*\ncontent-length:",
            ["one Content-Length, and no list, be they equal: section 6.3"] = @"(?is)\ncontent-length:.*\ncontent-length:|\ncontent-length:[^\r\n]*,",
            ["chunks are of HTTP/1.1: section 6.1"] = @"(?is) HTTP/1\.0\r.*\ntransfer-encoding:",
            ["no space behind the size of a chunk: section 7.1"] = @"\r\n[0-9A-Fa-f]+[ \t]+\r\n",
            ["a target is a path, with http, https, ws or wss before it, or a star with OPTIONS: section 3.2"] =
                @"^\s*(?!OPTIONS \* )\S+ (?!/|(?i:https?|wss?)://[^/? ]+[/ ?])\S+ HTTP",
            ["HTTP/1.1 and 1.0 only: section 2.3"] = @" HTTP/(?!1\.[01]\r)\S+\r\n",
            ["a body has its limit"] = @"\r\n\r\n(?is)(?=.*[1-9a-f][0-9a-f]{3})|\ncontent-length: *0*[4-9]\d{3}|\ncontent-length: *0*[1-9]\d{4}",
        };

        private static readonly string[] s_requests =
        [
            "GET /chat?a=b HTTP/1.1\r\nHost: h\r\nUpgrade: websocket\r\nConnection: keep-alive, Upgrade\r\n\r\n",
            "GET http://h:80/x?y=z HTTP/1.1\r\nHost: h\r\nX:\ta \t\r\n\r\nGET / HTTP/1.1\r\n\r\n",
            "GET a:b://c/chat HTTP/1.1\r\nHost: h\r\n\r\n",
            "OPTIONS * HTTP/1.1\r\nhost:h\r\n\r\n",
            "GET * HTTP/1.1\r\nhost:h\r\n\r\n",
            "CONNECT h:80 HTTP/1.1\r\nHost: h\r\n\r\n",
            "get /%41#b HTTP/1.1\r\nHost: h\r\nCookie: \u00C3\u00A9 \u00E9\r\n\r\n",
            "GET / HTTP/1.0\r\n\r\n",
            "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            "GET / HTTP/2.0\r\nHost: h\r\n\r\n",
            "GET / HTTP/1.1\r\n\r\n",
            "GET / HTTP/1.1\r\nHost:\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n",
            "GET / HTTP/1.1\r\nHost : h\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: h\r\n: x\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: h\r\nX: a\r\n folded\r\n\r\n",
            "GET / HTTP/1.1\nHost: h\n\n",
            "GET / HTTP/1.1\r\nHost: h\r\nX: a\0b\u0001\r\n\r\n",
            "\r\nGET  /  HTTP/1.1\r\nHost: h\r\n\r\n",
            Post + "Content-Length: 5\r\n\r\nhello and more",
            Post + "Content-Length: 5\r\nContent-Length: 5\r\n\r\nhello",
            Post + "Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello",
            Post + "Content-Length: 5, 5\r\n\r\nhello",
            Post + "Content-Length: +5\r\n\r\nhello",
            Post + "Content-Length: 0x5\r\n\r\nhello",
            Post + "Content-Length: 05\r\n\r\nhello",
            Post + "Content-Length: 99999999999999999999\r\n\r\nhello",
            Post + "Content-Length: 4097\r\n\r\n" + new string('x', 4097),
            Post + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            Post + "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
            Post + "Transfer-Encoding: identity\r\n\r\n",
            Post + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            Post + "Transfer-Encoding: \u000Bchunked\r\n\r\n0\r\n\r\n",
            Chunked + "5;a=\"b\"\r\nhello\r\n006 \r\n world\r\n0\r\nTrailer: x\r\n\r\nmore",
            Chunked + "5\r\nhello\r\n000\r\n\r\n",
            Chunked + "5\r\nhello\r\n0\r\n a\r\n\r\n",
            Chunked + "5\r\nhello\r\n0\r\nno colon\r\n\r\n",
            Chunked + "+5\r\nhello\r\n0\r\n\r\n",
            Chunked + "0x5\r\nhello\r\n0\r\n\r\n",
            Chunked + "5\r\nhelloxx0\r\n\r\n",
            Chunked + "FFFFFFFFFFFFFFFFFFFFF\r\nhello\r\n0\r\n\r\n",
            Chunked + "100000005\r\nhello\r\n0\r\n\r\n",
        ];

        [TestMethod]
        public void WeTakeNothingThatH11DoesNotAndReadTheSame()
        {
            const string Script = "h11_requests.py";
            var random = new Random(Seed);
            byte[][] whole = [.. s_requests.Select(Encoding.Latin1.GetBytes)];
            byte[][] valid = [.. whole.Where(request => Read(request) != Refused)];
            IEnumerable<byte[]> mutations = Enumerable.Range(0, Mutations).Select(_ => Mutator.Mutate(random.Pick(valid), random.Pick(whole), random));
            byte[][] requests = [.. whole, .. mutations];

            using ChildProcess peer = Peer.FindFor(Script).Start(Script);

            // Empty lines before a request are to be passed over, RFC 9112 section 2.2, and h11 does not.
            peer.Write(string.Concat(requests.Select(request => Regex.Replace(Convert.ToHexString(request), "^(0D0A)+", string.Empty) + "\n")));
            var unused = new HashSet<string>(s_stricter.Keys);
            int taken = 0;
            foreach (byte[] request in requests)
            {
                string text = Encoding.Latin1.GetString(request);
                string expected = peer.ReadLine();
                string actual = Read(request);
                if (expected == Refused || actual != Refused)
                {
                    taken += actual == Refused ? 0 : 1;
                    Assert.AreEqual(WithOurTarget(expected), Regex.Replace(actual, @"(?i)(?<=\|transfer-encoding\|)chunked\|", "chunked|"), text);
                    continue;
                }

                string[] rules = [.. s_stricter.Keys.Where(rule => Regex.IsMatch(text, s_stricter[rule]))];
                Assert.AreNotEqual(0, rules.Length, "Refused for no known reason: " + text);
                unused.ExceptWith(rules.Length == 1 ? rules : []);
            }

            Assert.IsGreaterThan(Mutations / 20, taken);
            Assert.IsEmpty(unused, string.Join("\n", unused));
        }

        private static string Read(byte[] stream)
        {
            var input = new ByteCursor(stream.Length) { End = stream.Length };
            stream.CopyTo(input.Buffer, 0);
            var head = new HttpHead(65535);
            HttpRequest request = head.Append(input) == HttpHead.Complete ? HttpRequest.Read(head) : null;
            if (request == null)
            {
                return Refused;
            }

            int result = HttpBody.Begin(request, BodyLimit, out HttpBody body);
            result = result == HttpHead.Incomplete ? body.Append(input) : result;
            if (result != HttpHead.Complete)
            {
                return Refused;
            }

            WsHeaders headers = request.Headers;
            IEnumerable<string> fields = Enumerable.Range(0, headers.Count).SelectMany(i => new[] { headers.GetName(i).ToLowerInvariant(), headers.GetValue(i) });
            return Join(
            [
                request.Method, request.Path, request.Query, request.IsOld ? "HTTP/1.0" : "HTTP/1.1",
                .. fields, Encoding.Latin1.GetString(body?.ToArray() ?? []),
            ]);
        }

        /// <summary>What h11 read, with the target taken apart as we do.</summary>
        private static string WithOurTarget(string read)
        {
            if (read == Refused)
            {
                return read;
            }

            string[] parts = [.. read.Split(' ').Select(part => part == "-" ? string.Empty : Encoding.UTF8.GetString(Convert.FromHexString(part)))];
            string target = Regex.Replace(parts[1], @"^(?i:https?|wss?)://[^/?]+", string.Empty);
            string path = target.Split('?')[0];
            return Join([parts[0], path.Length == 0 ? "/" : path, target[path.Length..].TrimStart('?'), .. parts[2..]]);
        }

        private static string Join(IEnumerable<string> parts) => string.Join('|', parts);
    }
}
