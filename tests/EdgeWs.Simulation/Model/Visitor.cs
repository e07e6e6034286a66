using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Runtime.InteropServices;
using System.Text;
using EdgeWs.Testing.Wire;

namespace EdgeWs.Simulation
{
    /// <summary>A client of a host that asks for pages, as bare bytes: in order or not, fast or slowly. It checks every answer.</summary>
    internal sealed class Visitor : Subject
    {
        private readonly SimServer _server;
        private readonly Link _link;
        private readonly List<byte> _outgoing = new List<byte>();
        private readonly List<byte> _incoming = new List<byte>();
        private readonly Queue<Request> _awaited = new Queue<Request>();
        private readonly byte[] _buffer = new byte[1024];
        private readonly int _pace;
        private int _left;
        private bool _isStuck;

        internal Visitor(World world, SimServer server, Link link)
            : base(world, link.Name + " visitor")
        {
            _server = server;
            _link = link;
            IsRude = OneIn(3);
            _isStuck = IsRude && OneIn(2);
            _pace = IsRude ? world.Dice.Between(1, 100) : int.MaxValue;
            _left = world.Dice.Next(3);
            if (IsRude && OneIn(2))
            {
                BadRequest();
                return;
            }

            Ask();
            if (world.Dice.OneIn(6))
            {
                // Without waiting for the answer.
                Ask();
            }
        }

        internal bool IsEnded { get; private set; }

        /// <summary>Whether it takes its time, or does not read, or has broken the rules: then nothing is promised to it.</summary>
        internal bool IsRude { get; private set; }

        /// <summary>Whether an answer was right.</summary>
        internal bool IsServed { get; private set; }

        /// <summary>From now on it takes what it is sent.</summary>
        internal void Settle() => _isStuck = false;

        internal void End()
        {
            // Nothing is lost on the way, and who asks first and at once is answered.
            bool mustBeServed = World.Profile.IsCalm && !_server.WasStopped;
            Require(IsServed || !mustBeServed, $"was not answered on a good network");
            IsEnded = true;
            _link.ClientTransport.Close();
        }

        internal void Step()
        {
            if (IsEnded)
            {
                return;
            }

            int count = Math.Min(_pace, Math.Min(_outgoing.Count, _buffer.Length));
            _outgoing.CopyTo(0, _buffer, 0, count);
            int sent = _link.ClientTransport.Send(_buffer, 0, count);
            _outgoing.RemoveRange(0, sent < 0 ? _outgoing.Count : sent);
            int received = 0;
            while (!_isStuck && (received = _link.ClientTransport.Receive(_buffer, 0, _buffer.Length)) > 0)
            {
                _incoming.AddRange(_buffer.AsSpan(0, received));
            }

            while (!IsEnded && TakeAnswer())
            {
            }

            if (!IsEnded && (received < 0 || (IsRude && OneIn(100))))
            {
                End();
            }
        }

        private bool OneIn(int n) => !World.Profile.IsCalm && World.Dice.OneIn(n);

        private void Write(string text) => _outgoing.AddRange(Encoding.ASCII.GetBytes(text));

        /// <summary>A request for a page, with or without a body.</summary>
        private void Ask()
        {
            Dice dice = World.Dice;
            string path = SimHost.CreatePath(dice);
            string kind = path.Split('/')[1];
            string method = kind == "echo" ? "POST" : dice.Pick("GET", "GET", "HEAD", "OPTIONS");
            string body = kind == "echo" ? new string('b', dice.Skewed(3000)) : string.Empty;
            bool isChunked = body.Length > 0 && dice.OneIn(2);
            Write($"{method} {path} HTTP/1.1\r\nHost: sim\r\n");
            Write(dice.Pick(string.Empty, string.Empty, "Upgrade: websocket\r\nConnection: Upgrade\r\n", "Expect: 100-continue\r\n", "Connection: close\r\n"));
            if (isChunked)
            {
                int cut = dice.Between(1, body.Length);
                Write("Transfer-Encoding: chunked\r\n\r\n" + Chunk(body[..cut]) + (cut < body.Length ? Chunk(body[cut..]) : string.Empty) + Chunk(string.Empty));
            }
            else
            {
                Write((body.Length > 0 ? $"Content-Length: {body.Length}\r\n" : string.Empty) + "\r\n" + body);
            }

            int status = kind == "throw" ? 500 : kind == "none" ? 404 : 200;
            _awaited.Enqueue(new Request(
                status, method != "HEAD", status != 200 ? [] : kind == "echo" ? Encoding.ASCII.GetBytes(body) : SimHost.ContentOf(path)));
        }

        private static string Chunk(string data) => $"{data.Length:x}\r\n{data}\r\n";

        private void BadRequest()
        {
            (int status, string text) = World.Dice.Pick(
                (400, "GET /text/1 HTTP/1.1\r\n\r\n"),
                (400, "nonsense\r\n\r\n"),
                (431, "GET /text/1 HTTP/1.1\r\nX: " + new string('x', 5000) + "\r\n\r\n"),
                (413, "POST /echo/1 HTTP/1.1\r\nHost: sim\r\nContent-Length: 99999\r\n\r\n"),
                (501, "POST /echo/1 HTTP/1.1\r\nHost: sim\r\nTransfer-Encoding: gzip\r\n\r\n"),
                (400, "POST /echo/1 HTTP/1.1\r\nHost: sim\r\nTransfer-Encoding: chunked\r\n\r\nzz"),
                (408, "POST /echo/1 HTTP/1.1\r\nHost: sim\r\nContent-Length: 10\r\n\r\nhalf"),
                (408, string.Empty));
            Write(text);
            _awaited.Enqueue(new Request(status, true, []));
            _left = 0;
        }

        /// <returns>Whether there was one, so that there may be another.</returns>
        private bool TakeAnswer()
        {
            Span<byte> all = CollectionsMarshal.AsSpan(_incoming);
            HttpText head = HttpText.Read(all);
            Require(head != null || all.IndexOf("\r\n\r\n"u8) < 0, $"received a head that is not HTTP");
            if (head == null)
            {
                return false;
            }

            int status = int.Parse(head.StartLine.AsSpan(9, 3), CultureInfo.InvariantCulture);
            if (status == 100)
            {
                _incoming.RemoveRange(0, head.Size);
                return true;
            }

            Require(_awaited.TryPeek(out Request request), $"received {status}, and had asked for nothing");
            byte[] content = ContentOf(head, all[head.Size..], request.HasContent, out int size);
            if (content == null)
            {
                return false;
            }

            // Too slow, or when the server stopped.
            bool isExcused = (status == 408 && !World.Profile.IsCalm) || (status == 503 && _server.WasStopped) || request.Status == 408;
            Require(status == request.Status || isExcused, $"received {status} instead of {request.Status}");
            bool isRight = status != request.Status || !request.HasContent || content.AsSpan().SequenceEqual(request.Content);
            Require(isRight, $"received {content.Length} bytes of another answer");
            World.Log?.Add($"{Name}: {status} with {content.Length} bytes");
            IsServed = true;
            _awaited.Dequeue();
            _incoming.RemoveRange(0, head.Size + size);
            GoOn(head.Values("Connection").Contains("close"));
            return true;
        }

        private void GoOn(bool isLast)
        {
            if (isLast)
            {
                End();
            }
            else if (_awaited.Count == 0 && _left-- > 0)
            {
                Ask();
            }
            else if (_awaited.Count == 0 && World.Dice.OneIn(2))
            {
                End();
            }
        }

        /// <summary>Reads what follows the head of an answer.</summary>
        /// <returns>The content; null while it is not complete.</returns>
        private byte[] ContentOf(HttpText head, ReadOnlySpan<byte> rest, bool hasContent, out int size)
        {
            size = 0;
            string[] lengths = head.Values("Content-Length");
            bool isChunked = head.Values("Transfer-Encoding").Contains("chunked");
            Require(lengths.Length + (isChunked ? 1 : 0) == 1, $"received an answer without a length, or with two");
            if (!hasContent || !isChunked)
            {
                size = hasContent ? int.Parse(lengths[0], CultureInfo.InvariantCulture) : 0;
                return rest.Length < size ? null : rest[..size].ToArray();
            }

            var content = new List<byte>();
            while (rest[size..].IndexOf("\r\n"u8) is int digits && digits > 0)
            {
                int count = int.Parse(rest.Slice(size, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
                int start = size + digits + 2;
                if (rest.Length < start + count + 2)
                {
                    return null;
                }

                content.AddRange(rest.Slice(start, count));
                size = start + count + 2;
                if (count == 0)
                {
                    return [.. content];
                }
            }

            return null;
        }

        private sealed record Request(int Status, bool HasContent, byte[] Content);
    }
}
