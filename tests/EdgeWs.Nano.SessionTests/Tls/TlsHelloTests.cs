using nanoFramework.TestFramework;

namespace EdgeWs.Nano.Tests
{
    /// <summary>Which bytes may begin a TLS hello, as far as they are there.</summary>
    [TestClass]
    public class TlsHelloTests
    {
        [TestMethod]
        public void WhatMayBeAHello()
        {
            // A record of 512 bytes with a message of 508.
            byte[] header = new byte[] { 22, 3, 1, 2, 0, 1, 0, 1, 252 };
            for (int seen = 0; seen <= 9; seen++)
            {
                Assert.IsTrue(TlsHello.MayBegin(header, seen));
            }

            AssertIsNone(header, 0, (byte)'G', 1);
            AssertIsNone(header, 1, 2, 2);
            AssertIsNone(header, 5, 2, 6);
            AssertIsNone(header, 6, 1, 9);
            AssertIsNone(header, 7, 2, 9);
            AssertIsNone(header, 8, 253, 9);
            AssertIsNone(header, 8, 251, 9);

            // Lengths of records: nothing, too little for any message, more than ever fits.
            AssertIsNone(header, 3, 16, 5);
            AssertIsNone(new byte[] { 22, 3, 1, 0, 0, 0, 0, 0, 0 }, 0, 22, 5);
            AssertIsNone(new byte[] { 22, 3, 1, 0, 4, 0, 0, 0, 0 }, 0, 22, 5);
        }

        /// <summary>Asserts that a byte spoils a hello as soon as it is seen, and not before.</summary>
        private static void AssertIsNone(byte[] header, int index, byte value, int seen)
        {
            byte[] spoilt = (byte[])header.Clone();
            spoilt[index] = value;
            Assert.IsTrue(TlsHello.MayBegin(spoilt, seen - 1));
            Assert.IsFalse(TlsHello.MayBegin(spoilt, seen));
        }
    }
}
