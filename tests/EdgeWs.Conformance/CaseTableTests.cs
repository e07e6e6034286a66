using System;
using System.Linq;
using System.Text.Unicode;
using EdgeWs.Conformance.Cases;
using EdgeWs.Testing.Wire;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace EdgeWs.Conformance
{
    /// <summary>The list of cases is all there and all understood.</summary>
    [TestClass]
    [TestCategory("InMemory")]
    public class CaseTableTests
    {
        [TestMethod]
        public void AllCasesAreUnderstood()
        {
            foreach (string id in CaseTable.Ids)
            {
                ConformanceCase parsed = CaseTable.Get(id);
                Assert.IsNotEmpty(parsed.Steps, id);

                // Text that must come back cannot be text for which a connection has to be failed.
                Assert.IsTrue(parsed.Answers.All(answer => answer.Opcode != Frame.Text || Utf8.IsValid(answer.Payload.Span)), id);
            }

            Assert.AreEqual(
                "1:16 2:11 3:7 4:10 5:20 6:145 7:37 9:54 10:1",
                string.Join(" ", CaseTable.Ids.CountBy(id => id.Split('.')[0]).Select(section => section.Key + ":" + section.Value)));
        }

        [TestMethod]
        [DataRow("TEXT")]
        [DataRow("TEXT 0x123")]
        [DataRow("TEXT 'a' FIN=0")]
        [DataRow("TEXT 'a' in writes")]
        [DataRow("opcode 'a'")]
        [DataRow("wait 2 s")]
        [DataRow("TEXT 'a'; and so on")]
        public void WhatIsNotUnderstoodIsAnError(string sent)
        {
            Assert.ThrowsExactly<FormatException>(() => StepParser.Parse(sent));
        }
    }
}
