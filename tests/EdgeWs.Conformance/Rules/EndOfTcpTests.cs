using System;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Text;
using EdgeWs.Conformance.Cases;
using EdgeWs.Conformance.Endpoints;
using EdgeWs.Conformance.Links;
using EdgeWs.Testing.Wire;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace EdgeWs.Conformance.Rules
{
    /// <summary>TCP ends at every byte of every exchange: the connection is over, is reported once, and leaves nothing behind.</summary>
    [TestClass]
    [TestCategory("InMemory")]
    public class EndOfTcpTests
    {
        private const int Abnormal = 1006;

        // A few bytes of each kind say it all; the long frames differ only in how much of the same follows.
        private const int LargestExchange = 300;

        [TestMethod]
        [DataRow(true, false)]
        [DataRow(true, true)]
        [DataRow(false, false)]
        [DataRow(false, true)]
        public void AtEveryByteOfTheOpeningHandshake(bool isServer, bool isReset)
        {
            int length = Head(isServer, OpeningHandshake.SampleKey).Length;
            for (int count = 0; count < length; count++)
            {
                var endpoint = new MemoryEndpoint(isServer, false);
                MemoryLink link = endpoint.Connect();
                string key = isServer ? OpeningHandshake.SampleKey : LinkHandshake.ReadHead(link).Values("Sec-WebSocket-Key").Single();
                string head = Head(isServer, key);
                link.Write(Encoding.ASCII.GetBytes(head.Substring(0, count)));
                End(endpoint, link, isReset);

                // A server has told nobody of the connection yet.
                if (isServer)
                {
                    Assert.IsNull(endpoint.Watch.Connection);
                    endpoint.AssertFreed();
                }
                else
                {
                    endpoint.AssertOver(Abnormal);
                }
            }
        }

        [TestMethod]
        [DataRow(true, false)]
        [DataRow(true, true)]
        [DataRow(false, false)]
        [DataRow(false, true)]
        public void AtEveryByteOfEveryCase(bool isServer, bool isReset)
        {
            int exchanges = 0;
            foreach (ConformanceCase played in CaseTable.Ids.Select(CaseTable.Get).Where(each => each.Size <= LargestExchange))
            {
                var writer = new FrameWriter(isServer);
                byte[] sent = played.Steps.OfType<FrameStep>().SelectMany(frame => writer.Write(frame.FirstByte, frame.Payload.Span)).ToArray();
                int reported = Abnormal;
                int messages = 0;
                for (int count = 0; count <= sent.Length; count++)
                {
                    MemoryEndpoint endpoint = Cut(isServer, isReset, sent.AsSpan(0, count));
                    string where = "case " + played.Id + " after " + count + " bytes";
                    ConnectionWatch watch = endpoint.Watch;
                    Assert.IsTrue(reported == Abnormal || watch.ClosedCode == reported, where + ": " + watch.ClosedCode);
                    Assert.IsTrue(watch.MessageCount >= messages, where + ": less with more bytes");
                    reported = watch.ClosedCode;
                    messages = watch.MessageCount;
                }

                Assert.AreEqual(played.PeerFails || HasClose(played), reported != Abnormal, played.Id + ": " + reported);
                exchanges++;
            }

            Assert.IsGreaterThan(200, exchanges);
        }

        [TestMethod]
        [DataRow(true, false)]
        [DataRow(true, true)]
        [DataRow(false, false)]
        [DataRow(false, true)]
        public void NothingHoldsTheConnection(bool isServer, bool isReset)
        {
            WeakReference connection = OpenAndEnd(isServer, isReset, out MemoryEndpoint endpoint);
            GC.Collect();
            GC.WaitForPendingFinalizers();
            GC.Collect();
            Assert.IsFalse(connection.IsAlive);
            GC.KeepAlive(endpoint);
        }

        private static MemoryEndpoint Cut(bool isServer, bool isReset, ReadOnlySpan<byte> sent)
        {
            var endpoint = new MemoryEndpoint(isServer, false);
            Link link = endpoint.Open();
            link.Write(sent);
            End(endpoint, link, isReset);
            endpoint.Watch.AssertClosedOnce();
            endpoint.AssertFreed();
            return endpoint;
        }

        private static void End(MemoryEndpoint endpoint, Link link, bool isReset)
        {
            if (isReset)
            {
                endpoint.Reset();
            }
            else
            {
                link.Close();
            }
        }

        private static string Head(bool isServer, string key)
        {
            return isServer ? OpeningHandshake.CreateRequest("/", key) : OpeningHandshake.CreateAnswer(key);
        }

        private static bool HasClose(ConformanceCase played)
        {
            return played.Steps.OfType<FrameStep>().Any(frame => frame.Opcode == Frame.Close);
        }

        // A method of its own: in a debug build the locals of a method live until its end.
        [MethodImpl(MethodImplOptions.NoInlining)]
        private static WeakReference OpenAndEnd(bool isServer, bool isReset, out MemoryEndpoint endpoint)
        {
            endpoint = Cut(isServer, isReset, []);
            return endpoint.Watch.Release();
        }
    }
}
