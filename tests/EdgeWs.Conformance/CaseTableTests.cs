using System;
using System.Collections.Generic;
using System.Linq;
using EdgeWs.Conformance.Cases;
using EdgeWs.Conformance.Wire;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace EdgeWs.Conformance
{
    /// <summary>The list of cases is all there and all understood.</summary>
    [TestClass]
    public class CaseTableTests
    {
        [TestMethod]
        public void AllCasesAreUnderstood()
        {
            var sections = new Dictionary<string, int>();
            foreach (string id in CaseTable.Ids)
            {
                ConformanceCase parsed = CaseTable.Get(id);
                Assert.IsNotEmpty(parsed.Steps, id);
                AssertTextIsValid(parsed);
                string section = id.Substring(0, id.IndexOf('.'));
                sections[section] = sections.GetValueOrDefault(section) + 1;
            }

            Assert.AreEqual(301, sections.Values.Sum());
            Assert.AreEqual(
                "1:16 2:11 3:7 4:10 5:20 6:145 7:37 9:54 10:1",
                string.Join(" ", sections.Select(section => section.Key + ":" + section.Value)));
        }

        [TestMethod]
        [DataRow("TEXT")]
        [DataRow("TEXT 'a")]
        [DataRow("TEXT 0x123")]
        [DataRow("TEXT FIN=1 'a'")]
        [DataRow("TEXT 'a' [TCP writes]")]
        [DataRow("opcode 'a'")]
        [DataRow("CLOSE code - reason 'a'")]
        [DataRow("begin TEXT message; one frame header with length 2; octets 'a' of it; end")]
        [DataRow("begin TEXT message; one frame header with length 1; octets 'a' of it")]
        [DataRow("wait 2 s")]
        [DataRow("TEXT 'a'; and so on")]
        public void WhatIsNotUnderstoodIsAnError(string sent)
        {
            Assert.ThrowsExactly<FormatException>(() => StepParser.Parse(sent));
        }

        [TestMethod]
        [DataRow("", -1)]
        [DataRow("41E282AC", -1)]
        [DataRow("F490", 1)]
        [DataRow("E2", -1)]
        [DataRow("41EDA080", 2)]
        [DataRow("80", 0)]
        public void ScanFindsTheVeryOctet(string hex, int index)
        {
            Assert.AreEqual(index, Utf8Scan.FindFailure(Convert.FromHexString(hex), false));
        }

        /// <summary>Text that must come back cannot be text for which a connection has to be failed.</summary>
        private static void AssertTextIsValid(ConformanceCase parsed)
        {
            foreach (Answer answer in parsed.Expected.Answers.Where(answer => answer.Opcode == Opcodes.Text && answer.Payload.Length < 100000))
            {
                Assert.AreEqual(-1, Utf8Scan.FindFailure(answer.Payload.Span, true), parsed.Id);
            }
        }
    }
}
