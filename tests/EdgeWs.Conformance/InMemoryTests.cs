using System.Collections.Generic;
using System.Linq;
using EdgeWs.Conformance.Cases;
using EdgeWs.Conformance.Endpoints;
using EdgeWs.Conformance.Playing;
using Microsoft.VisualStudio.TestTools.UnitTesting;

[assembly: Parallelize(Workers = 4, Scope = ExecutionScope.MethodLevel)]

namespace EdgeWs.Conformance
{
    /// <summary>Every case of the public suite, against both roles, on a transport in memory and a clock that only the tester moves.</summary>
    [TestClass]
    [TestCategory("InMemory")]
    public class InMemoryTests
    {
        public static IEnumerable<object[]> All => CaseTable.Ids.Select(id => new object[] { id });

        /// <summary>Without the large messages of section 9, which byte by byte say nothing that those of 64 KiB in section 1 do not.</summary>
        public static IEnumerable<object[]> Small =>
            CaseTable.Ids.Where(id => CaseTable.Get(id).Size <= 70000 && id[0] != '9').Select(id => new object[] { id });

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
    }
}
