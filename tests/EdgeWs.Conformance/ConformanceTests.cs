using System.Collections.Generic;
using System.Linq;
using EdgeWs.Conformance.Cases;
using EdgeWs.Conformance.Endpoints;
using EdgeWs.Conformance.Playing;
using Microsoft.VisualStudio.TestTools.UnitTesting;

[assembly: Parallelize(Workers = 4, Scope = ExecutionScope.MethodLevel)]

namespace EdgeWs.Conformance
{
    /// <summary>Every case of the public suite, against both roles, on every transport.</summary>
    [TestClass]
    public class ConformanceTests
    {
        // Byte by byte a large message says nothing that a small one does not, and takes its time.
        private const int LargestByteByByte = 300000;

        public static IEnumerable<object[]> All => CaseTable.Ids.Select(id => new object[] { id });

        public static IEnumerable<object[]> Small =>
            CaseTable.Ids.Where(id => CaseTable.Get(id).Size <= LargestByteByByte).Select(id => new object[] { id });

        [TestMethod]
        [DynamicData(nameof(All))]
        public void ServerInMemory(string id)
        {
            CasePlayer.Play(id, new MemoryEndpoint(true, false), true);
        }

        [TestMethod]
        [DynamicData(nameof(All))]
        public void ClientInMemory(string id)
        {
            CasePlayer.Play(id, new MemoryEndpoint(false, false), true);
        }

        [TestMethod]
        [DynamicData(nameof(Small))]
        public void ServerByteByByte(string id)
        {
            CasePlayer.Play(id, new MemoryEndpoint(true, true), false);
        }

        [TestMethod]
        [DynamicData(nameof(Small))]
        public void ClientByteByByte(string id)
        {
            CasePlayer.Play(id, new MemoryEndpoint(false, true), false);
        }

        [TestMethod]
        [DynamicData(nameof(All))]
        public void ServerOverTcp(string id)
        {
            CasePlayer.Play(id, new TcpEndpoint(true), false);
        }

        [TestMethod]
        [DynamicData(nameof(All))]
        public void ClientOverTcp(string id)
        {
            CasePlayer.Play(id, new TcpEndpoint(false), false);
        }

        [TestMethod]
        [DynamicData(nameof(All))]
        public void ServerOverTls(string id)
        {
            CasePlayer.Play(id, new TcpEndpoint(true, true), false);
        }

        [TestMethod]
        [DynamicData(nameof(All))]
        public void ClientOverTls(string id)
        {
            CasePlayer.Play(id, new TcpEndpoint(false, true), false);
        }
    }
}
