using System;
using nanoFramework.TestFramework;

namespace EdgeWs.Nano.Tests
{
    /// <summary>Header fields and subprotocols that an application names.</summary>
    [TestClass]
    public class HttpFieldTests
    {
        [TestMethod]
        public void MakesLinesOfFields()
        {
            foreach (string field in new string[] { "A:b", "A: b", "X-A_1: b:c", "A:", "Authorization: Bearer \u00E9\t," })
            {
                Assert.AreEqual(field + "\r\n", HttpField.Line(field));
            }
        }

        [TestMethod]
        public void RefusesWhatIsNotOneField()
        {
            foreach (string field in new string[]
            {
                "", ":", ": b", "A", "A b", "A : b", " A: b", "A b: c", "A(): b", "\u00E9: b",
                "A: b\r\nC: d", "A: b\n", "A: b\r", "A\r\n: b", "A: \u007F", "A: \u0001",

                // The device's own searches end at a character of four bytes.
                "A: \U0001F600\r\nC: d",
            })
            {
                Assert.ThrowsException(typeof(ArgumentException), () => HttpField.Line(field), field);
            }
        }

        [TestMethod]
        public void TakesSubprotocols()
        {
            string[] names = new string[] { "chat", "Chat", "a.b-c_1", "!#$%&'*+^`|~" };
            Assert.AreSame(names, HttpField.CheckProtocols(names));
            Assert.AreEqual(0, HttpField.CheckProtocols(new string[0]).Length);
            Assert.AreEqual(0, HttpField.CheckProtocols(null).Length);
        }

        [TestMethod]
        public void RefusesSubprotocolsThatAreNoTokensOrOccurTwice()
        {
            foreach (string name in new string[] { null, "", " ", "a b", "a,b", "a;b", "a/b", "\u00E9", "a\r\nb", "chat" })
            {
                Assert.ThrowsException(typeof(ArgumentException), () => HttpField.CheckProtocols(new string[] { "chat", name }), name);
            }
        }
    }
}
