using System;
using EdgeWs.Nano.Http;
using nanoFramework.TestFramework;

namespace EdgeWs.Nano.Tests
{
    /// <summary>Answers: what they say, and how they go out.</summary>
    [TestClass]
    public class HttpAnswerTests
    {
        private const string Close = "Connection: close\r\n";

        [TestMethod]
        public void WhatNobodyAnswersIsAnswered404()
        {
            TestHost test = new TestHost(null, (host, exchange) => { });
            Assert.AreEqual("HTTP/1.1 404 \r\nContent-Length: 0\r\n\r\n", test.Ask(TestHost.Get("/")));
        }

        [TestMethod]
        public void AHandlerThatThrowsHasTheRequestAnswered500()
        {
            TestHost test = new TestHost(null, (host, exchange) =>
            {
                exchange.AddHeader("X-Lost: 1");
                exchange.Respond("lost");
                throw new InvalidOperationException();
            });
            Assert.AreEqual("HTTP/1.1 500 \r\nContent-Length: 0\r\n\r\n", test.Ask(TestHost.Get("/")));
            Assert.AreEqual(1, test.Loop.ErrorCount);
            Assert.IsTrue(test.Loop.LastErrorSource == test.Host);
        }

        [TestMethod]
        public void HeadersAreKeptFromSpoilingTheAnswer()
        {
            string log = string.Empty;
            TestHost test = new TestHost(null, (host, exchange) =>
            {
                exchange.AddHeader("Cache-Control: no-store");
                log += Fails(() => exchange.AddHeader("Content-Length: 5"));
                log += Fails(() => exchange.AddHeader("transfer-encoding: chunked"));
                log += Fails(() => exchange.AddHeader("X: 1\r\nY: 2"));
                log += Fails(() => exchange.AddHeader(null));
                log += Fails(() => exchange.Respond(200, "text/plain\r\nX: 1"));
                log += Fails(() => exchange.Respond(101));
                log += Fails(() => exchange.Respond(600));
                log += Fails(() => exchange.Respond(204, "x/y", new byte[1]));
                log += Fails(() => exchange.RespondFrom(304, "x/y", (b, o, c) => 0));
                log += Fails(() => exchange.RespondFrom(200, "x/y", null));
                exchange.Respond(200, "text/plain", new byte[] { 120 });
                log += Fails(() => exchange.Respond("twice"));
                log += Fails(() => exchange.AddHeader("X-Late: 1"));
            });
            Assert.AreEqual(
                "HTTP/1.1 200 \r\nCache-Control: no-store\r\nContent-Type: text/plain\r\nContent-Length: 1\r\n\r\nx",
                test.Ask(TestHost.Get("/")));
            Assert.AreEqual("xxxxxxxxxxxx", log);
        }

        [TestMethod]
        public void HeadAndStatusesWithoutContent()
        {
            TestHost test = new TestHost();
            Assert.AreEqual(
                "HTTP/1.1 200 \r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: 8\r\n\r\n",
                test.Ask("HEAD / HTTP/1.1\r\nHost: h\r\n\r\n"));
            test = new TestHost(null, (host, exchange) => exchange.Respond(int.Parse(exchange.Query)));
            Assert.AreEqual("HTTP/1.1 204 \r\n\r\n", test.Ask(TestHost.Get("/?204")));
            Assert.AreEqual("HTTP/1.1 304 \r\n\r\n", test.Ask(TestHost.Get("/?304")));
            Assert.AreEqual("HTTP/1.1 200 \r\nContent-Length: 0\r\n\r\n", test.Ask(TestHost.Get("/?200")));
        }

        [TestMethod]
        public void TheLengthHasAsManyDigitsAsItNeeds()
        {
            TestHost test = new TestHost(null, (host, exchange) => exchange.Respond(new string('x', int.Parse(exchange.Query)), "a/b"));
            int[] lengths = { 0, 1, 9, 10, 11, 99, 100, 101, 999, 1000 };
            foreach (int length in lengths)
            {
                Assert.AreEqual(
                    "HTTP/1.1 200 \r\nContent-Type: a/b\r\nContent-Length: " + length.ToString() + "\r\n\r\n" + new string('x', length),
                    test.Ask(TestHost.Get("/?" + length.ToString())));
            }
        }

        [TestMethod]
        public void WhatTheClientHasIsNotSentAgain()
        {
            TestHost test = new TestHost(null, (host, exchange) =>
            {
                exchange.AddHeader("Cache-Control: max-age=60");
                if (!exchange.TryNotModified("\"v1\""))
                {
                    exchange.Respond(exchange.AcceptsGzip ? "gzip" : "plain");
                }
            });
            string tagged = "HTTP/1.1 200 \r\nCache-Control: max-age=60\r\nETag: \"v1\"\r\n"
                + "Content-Type: text/plain; charset=utf-8\r\nContent-Length: 5\r\n\r\nplain";
            Assert.AreEqual(tagged, test.Ask(TestHost.Get("/")));
            Assert.AreEqual(tagged, test.Ask(TestHost.Get("/", "If-None-Match: \"v0\"\r\nAccept-Encoding: gzip;q=0\r\n")));
            Assert.AreEqual(tagged, test.Ask(TestHost.Get("/", "If-None-Match: \"V1\", \"v10\", v1\r\n")));
            string[] same = { "\"v0\", \"v1\"", "W/\"v1\"", "*" };
            foreach (string tags in same)
            {
                Assert.AreEqual(
                    "HTTP/1.1 304 \r\nCache-Control: max-age=60\r\nETag: \"v1\"\r\n\r\n",
                    test.Ask(TestHost.Get("/", "If-None-Match: " + tags + "\r\n")));
            }

            Assert.EndsWith("gzip", test.Ask(TestHost.Get("/", "Accept-Encoding: deflate, gzip\r\n")));
        }

        [TestMethod]
        public void ATagThatIsNoneLeavesNothing()
        {
            TestHost test = new TestHost(null, (host, exchange) =>
            {
                string[] tags = { string.Empty, "\"", "\"\"", "v1", "\"v1", "v1\"" };
                foreach (string tag in tags)
                {
                    Assert.ThrowsException(typeof(ArgumentException), () => exchange.TryNotModified(tag));
                }

                exchange.Respond(204);
            });
            Assert.AreEqual("HTTP/1.1 204 \r\n\r\n", test.Ask(TestHost.Get("/")));
        }

        [TestMethod]
        public void AnAnswerArrivesWholeHoweverItIsTaken()
        {
            byte[] content = new byte[20000];
            for (int i = 0; i < content.Length; i++)
            {
                content[i] = (byte)('a' + (i % 26));
            }

            TestHost test = new TestHost(null, (host, exchange) =>
            {
                if (exchange.Path == "/array")
                {
                    exchange.Respond(200, null, content);
                }
                else
                {
                    Source source = new Source(content);
                    exchange.RespondFrom(200, null, source.Read, content.Length);
                }
            });
            foreach (string path in new string[] { "/array", "/source" })
            {
                foreach (int capacity in new int[] { 100, 1440, 100000 })
                {
                    RawPeer peer = test.Connect();
                    peer.Transport.Incoming.Capacity = capacity;
                    peer.SendText(TestHost.Get(path));

                    string answer = string.Empty;
                    for (int i = 0; i < 20000 && answer.Length < 20041; i++)
                    {
                        test.Loop.Run();
                        answer += peer.ReadText();
                        if (i == 1)
                        {
                            // What comes behind the request meanwhile does not cut it off.
                            peer.SendText("\r\n");
                        }
                    }

                    Assert.AreEqual("HTTP/1.1 200 \r\nContent-Length: 20000\r\n\r\n" + Bytes.ToText(content), answer, path);
                    peer.Transport.Close();
                    test.Loop.Run();
                }
            }

            Assert.AreEqual(1, test.Loop.Scheduler.Count);
            Assert.AreEqual(0, test.Loop.ErrorCount);
        }

        [TestMethod]
        public void ASourceWithoutALengthIsSentInChunks()
        {
            string log = string.Empty;
            TestHost test = new TestHost(null, (host, exchange) =>
            {
                Source source = new Source(Bytes.FromText("hello world"), 5);
                exchange.RespondFrom(200, "x/y", source.Read, -1, () => log += "done;");
            });
            Assert.AreEqual(
                "HTTP/1.1 200 \r\nContent-Type: x/y\r\nTransfer-Encoding: chunked\r\n\r\n0005\r\nhello\r\n0005\r\n worl\r\n0001\r\nd\r\n0\r\n\r\n",
                test.Ask(TestHost.Get("/")));
            Assert.AreEqual("HTTP/1.1 505 \r\nConnection: close\r\nContent-Length: 0\r\n\r\n", test.Ask("GET / HTTP/1.0\r\n\r\n"));
            Assert.AreEqual(
                "HTTP/1.1 200 \r\nContent-Type: x/y\r\nTransfer-Encoding: chunked\r\n\r\n",
                test.Ask("HEAD / HTTP/1.1\r\nHost: h\r\n\r\n"));
            Assert.AreEqual("done;done;done;", log);
        }

        [TestMethod]
        public void ASourceThatEndsTooEarlyOrThrowsEndsTheConnection()
        {
            string log = string.Empty;
            TestHost test = new TestHost(null, (host, exchange) =>
            {
                Source source = new Source(Bytes.FromText("hello"));
                exchange.RespondFrom(
                    200,
                    null,
                    (buffer, offset, count) => exchange.Path == "/throws" ? throw new InvalidOperationException() : source.Read(buffer, offset, count),
                    9,
                    () => log += "done;");
            });
            foreach (string path in new string[] { "/", "/throws" })
            {
                RawPeer peer = test.Connect(TestHost.Get(path));
                test.Loop.Run();
                Assert.AreEqual(1, peer.Transport.Peer.CloseCount, path);
            }

            Assert.AreEqual("done;done;", log);
            Assert.AreEqual(1, test.Loop.ErrorCount);
            Assert.AreEqual(0, test.Host.RequestCount);
        }

        [TestMethod]
        public void AClientThatIsGoneOrTakesNothingLosesItsAnswer()
        {
            string log = string.Empty;
            TestHost test = new TestHost(null, (host, exchange) =>
                exchange.RespondFrom(200, null, (buffer, offset, count) => count, -1, () => log += "done;"));
            RawPeer gone = test.Connect();
            gone.Transport.Incoming.Capacity = 10000;
            gone.SendText(TestHost.Get("/"));
            test.Loop.Run();
            gone.Transport.Reset();
            test.Loop.Run();
            Assert.AreEqual("done;", log);

            RawPeer stuck = test.Connect();
            stuck.Transport.Incoming.Capacity = 10000;
            stuck.SendText(TestHost.Get("/"));
            test.Loop.Advance(9900);
            Assert.AreEqual("done;", log);
            test.Loop.Advance(100);
            Assert.AreEqual("done;done;", log);
            Assert.AreEqual(1, test.Loop.Scheduler.Count);
        }

        [TestMethod, DataRow("GET / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n", 10000), DataRow("GET / HTTP/1.0\r\n\r\n", 2000)]
        public void AClientThatDoesNotCloseBehindTheLastAnswerIsDropped(string request, int time)
        {
            // The second kind reads to the end of the connection, which is therefore not to be long in coming.
            TestHost test = new TestHost();
            RawPeer peer = test.Connect(request);
            test.Loop.Advance(time - 50);
            Assert.AreEqual(TestHost.Text("GET /  ", Close), peer.ReadText());
            Assert.AreEqual(0, peer.Transport.Peer.CloseCount);
            peer.SendText("\r\n");
            test.Loop.Advance(50);
            Assert.AreEqual(1, peer.Transport.Peer.CloseCount);
        }

        [TestMethod, DataRow(false), DataRow(true)]
        public void WhileMuchOfTheLastAnswerIsOnItsWayTheClientKeepsItsTime(bool hasEnded)
        {
            TestHost test = new TestHost();
            RawPeer peer = test.Connect();
            peer.Transport.Incoming.Capacity = TestHost.Text("GET /  ", Close).Length;
            peer.SendText("GET / HTTP/1.0\r\n\r\n");
            if (hasEnded)
            {
                test.Loop.Run();
                peer.Transport.Peer.Incoming.Close();
            }

            test.Loop.Advance(9950);
            Assert.AreEqual(0, peer.Transport.Peer.CloseCount);
            test.Loop.Advance(100);
            Assert.IsTrue(peer.Transport.Peer.IsAborted);
        }

        [TestMethod]
        public void WhoEndsWithinARequestAndHasMuchToTakeIsDropped()
        {
            TestHost test = new TestHost();
            RawPeer peer = test.Connect();
            peer.Transport.Incoming.Capacity = TestHost.Text("GET /  ").Length;
            peer.SendText(TestHost.Get("/"));
            test.Loop.Run();
            peer.SendText("GET");
            peer.Transport.Peer.Incoming.Close();
            test.Loop.Run();
            Assert.IsTrue(peer.Transport.Peer.IsAborted);
        }

        [TestMethod]
        public void ATextIsNoContentType()
        {
            TestHost test = new TestHost(null, (host, exchange) => exchange.Respond(404, "not found"));
            Assert.AreEqual("HTTP/1.1 500 \r\nContent-Length: 0\r\n\r\n", test.Ask(TestHost.Get("/")));
            Assert.IsTrue(test.Loop.LastError is ArgumentException);
            test = new TestHost(null, (host, exchange) => exchange.Respond(404, "text/plain", "not found"));
            Assert.AreEqual("HTTP/1.1 404 \r\nContent-Type: text/plain\r\nContent-Length: 9\r\n\r\nnot found", test.Ask(TestHost.Get("/")));
        }

        [TestMethod]
        public void WhatFollowsARequestAtOnceIsNotAnswered()
        {
            TestHost test = new TestHost();
            string answer = test.Ask(TestHost.Get("/1") + TestHost.Get("/2"));
            Assert.AreEqual(TestHost.Text("GET /1  ", Close), answer);
            Assert.AreEqual(1, test.Count);
            Assert.AreEqual(0, test.Host.RequestCount);
        }

        [TestMethod]
        public void StopRefusesWhoHasBegunAndLetsAnswersGoOut()
        {
            TestHost test = new TestHost(null, (host, exchange) => exchange.Respond(200, null, new byte[5000]));
            RawPeer silent = test.Connect();
            RawPeer idle = test.Connect(TestHost.Get("/"));
            RawPeer slow = test.Connect("GET / HT");
            RawPeer answered = test.Connect();
            answered.Transport.Incoming.Capacity = 100;
            answered.SendText(TestHost.Get("/"));
            int length = "HTTP/1.1 200 \r\nContent-Length: 5000\r\n\r\n".Length + 5000;
            RawPeer stuck = test.Connect();
            stuck.Transport.Incoming.Capacity = length;
            stuck.SendText(TestHost.Get("/"));
            test.Loop.Run();
            idle.Read();
            test.Host.Stop();
            test.Loop.Run();
            Assert.AreEqual(-1, test.Host.Port);
            Assert.IsTrue(test.Listener.IsClosed);
            Assert.IsTrue(silent.IsEnded && idle.IsEnded);
            Assert.StartsWith("HTTP/1.1 503 ", slow.ReadText());
            int total = 0;
            for (int i = 0; i < 200; i++)
            {
                total += answered.Read().Length;
                test.Loop.Run();
            }

            Assert.AreEqual(length, total);

            // Nothing comes to the program any more.
            answered.SendText(TestHost.Get("/"));
            test.Loop.Run();
            Assert.AreEqual(RawPeer.Refusal(503), answered.ReadText());

            // What the platform holds for who takes nothing goes with him, when his time is over.
            Assert.AreEqual(0, stuck.Transport.Peer.CloseCount);
            test.Loop.Advance(5000);
            Assert.IsTrue(stuck.Transport.Peer.IsAborted);
        }

        [TestMethod]
        public void AHandlerMayStopTheHost()
        {
            TestHost test = new TestHost(null, (host, exchange) =>
            {
                host.Stop();
                exchange.Respond("bye");
            });
            RawPeer peer = test.Connect(TestHost.Get("/"));
            test.Loop.Run();
            Assert.EndsWith("bye", peer.ReadText());
        }

        private static string Fails(Action action)
        {
            try
            {
                action();
                return "-";
            }
            catch (Exception)
            {
                return "x";
            }
        }

        /// <summary>Gives an array piece by piece.</summary>
        private sealed class Source
        {
            private readonly byte[] _content;
            private readonly int _piece;
            private int _position;

            internal Source(byte[] content, int piece = 700)
            {
                _content = content;
                _piece = piece;
            }

            internal int Read(byte[] buffer, int offset, int count)
            {
                int left = _content.Length - _position;
                count = count < _piece ? count : _piece;
                count = count < left ? count : left;
                Array.Copy(_content, _position, buffer, offset, count);
                _position += count;
                return count;
            }
        }
    }
}
