using System.Collections.Generic;
using System.Linq;
using EdgeWs.Conformance.Cases;
using EdgeWs.Conformance.Endpoints;
using EdgeWs.Conformance.Playing;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace EdgeWs.Conformance
{
    /// <summary>
    /// The cases to which the transport can make a difference, against both roles. All of them are played over TCP by
    /// <see cref="Testee.TesteeTests"/>.
    /// </summary>
    [TestClass]
    public class NetworkTests
    {
        // Of each of the suite's groups of large messages the one in the middle.
        private static readonly string[] s_large = ["9.1.4", "9.2.4", "9.3.5", "9.4.5", "9.5.4", "9.6.4", "9.7.4", "9.8.4"];

        /// <summary>Without the 132 texts of sections 6.5 to 6.23, which come in one piece on any transport.</summary>
        public static IEnumerable<object[]> Chosen => CaseTable.Ids.Where(IsChosen).Select(id => new object[] { id });

        [TestMethod]
        [DynamicData(nameof(Chosen))]
        public void ServerOverTcp(string id)
        {
            CasePlayer.Play(id, new NetworkEndpoint(true, false), false);
        }

        [TestMethod]
        [DynamicData(nameof(Chosen))]
        public void ClientOverTcp(string id)
        {
            CasePlayer.Play(id, new NetworkEndpoint(false, false), false);
        }

        [TestMethod]
        [DynamicData(nameof(Chosen))]
        public void ServerOverTls(string id)
        {
            CasePlayer.Play(id, new NetworkEndpoint(true, true), false);
        }

        [TestMethod]
        [DynamicData(nameof(Chosen))]
        public void ClientOverTls(string id)
        {
            CasePlayer.Play(id, new NetworkEndpoint(false, true), false);
        }

        private static bool IsChosen(string id)
        {
            int[] numbers = id.Split('.').Select(int.Parse).ToArray();
            return numbers[0] == 9 ? s_large.Contains(id) : numbers[0] != 6 || numbers[1] < 5;
        }
    }
}
