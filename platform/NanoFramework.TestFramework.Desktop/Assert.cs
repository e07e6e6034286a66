using System;
using MSAssert = Microsoft.VisualStudio.TestTools.UnitTesting.Assert;

namespace nanoFramework.TestFramework
{
    /// <summary>
    /// The assertions of nanoFramework that the device tests use, each with all its overloads: the compiler chooses here what it chooses
    /// for the device.
    /// </summary>
    public static class Assert
    {
        public static void AreEqual(bool expected, bool actual, string message = "") => MSAssert.AreEqual(expected, actual, message);

        public static void AreEqual(byte expected, byte actual, string message = "") => MSAssert.AreEqual(expected, actual, message);

        public static void AreEqual(char expected, char actual, string message = "") => MSAssert.AreEqual(expected, actual, message);

        public static void AreEqual(DateTime expected, DateTime actual, string message = "") => MSAssert.AreEqual(expected, actual, message);

        public static void AreEqual(double expected, double actual, string message = "") => MSAssert.AreEqual(expected, actual, message);

        public static void AreEqual(float expected, float actual, string message = "") => MSAssert.AreEqual(expected, actual, message);

        public static void AreEqual(int expected, int actual, string message = "") => MSAssert.AreEqual(expected, actual, message);

        public static void AreEqual(long expected, long actual, string message = "") => MSAssert.AreEqual(expected, actual, message);

        public static void AreEqual(object expected, object actual, string message = "") => MSAssert.AreEqual(expected, actual, message);

        public static void AreEqual(sbyte expected, sbyte actual, string message = "") => MSAssert.AreEqual(expected, actual, message);

        public static void AreEqual(short expected, short actual, string message = "") => MSAssert.AreEqual(expected, actual, message);

        public static void AreEqual(string expected, string actual, string message = "") => MSAssert.AreEqual(expected, actual, message);

        public static void AreEqual(uint expected, uint actual, string message = "") => MSAssert.AreEqual(expected, actual, message);

        public static void AreEqual(ulong expected, ulong actual, string message = "") => MSAssert.AreEqual(expected, actual, message);

        public static void AreEqual(ushort expected, ushort actual, string message = "") => MSAssert.AreEqual(expected, actual, message);

        public static void AreNotEqual(bool notExpected, bool actual, string message = "") => MSAssert.AreNotEqual(notExpected, actual, message);

        public static void AreNotEqual(byte notExpected, byte actual, string message = "") => MSAssert.AreNotEqual(notExpected, actual, message);

        public static void AreNotEqual(char notExpected, char actual, string message = "") => MSAssert.AreNotEqual(notExpected, actual, message);

        public static void AreNotEqual(DateTime notExpected, DateTime actual, string message = "") => MSAssert.AreNotEqual(notExpected, actual, message);

        public static void AreNotEqual(double notExpected, double actual, string message = "") => MSAssert.AreNotEqual(notExpected, actual, message);

        public static void AreNotEqual(float notExpected, float actual, string message = "") => MSAssert.AreNotEqual(notExpected, actual, message);

        public static void AreNotEqual(int notExpected, int actual, string message = "") => MSAssert.AreNotEqual(notExpected, actual, message);

        public static void AreNotEqual(long notExpected, long actual, string message = "") => MSAssert.AreNotEqual(notExpected, actual, message);

        public static void AreNotEqual(object notExpected, object actual, string message = "") => MSAssert.AreNotEqual(notExpected, actual, message);

        public static void AreNotEqual(sbyte notExpected, sbyte actual, string message = "") => MSAssert.AreNotEqual(notExpected, actual, message);

        public static void AreNotEqual(short notExpected, short actual, string message = "") => MSAssert.AreNotEqual(notExpected, actual, message);

        public static void AreNotEqual(string notExpected, string actual, string message = "") => MSAssert.AreNotEqual(notExpected, actual, message);

        public static void AreNotEqual(uint notExpected, uint actual, string message = "") => MSAssert.AreNotEqual(notExpected, actual, message);

        public static void AreNotEqual(ulong notExpected, ulong actual, string message = "") => MSAssert.AreNotEqual(notExpected, actual, message);

        public static void AreNotEqual(ushort notExpected, ushort actual, string message = "") => MSAssert.AreNotEqual(notExpected, actual, message);

        public static void AreSame(object expected, object actual, string message = "") => MSAssert.AreSame(expected, actual, message);

        public static void AreNotSame(object notExpected, object actual, string message = "") => MSAssert.AreNotSame(notExpected, actual, message);

        public static void IsTrue(bool condition, string message = "") => MSAssert.IsTrue(condition, message);

        public static void IsFalse(bool condition, string message = "") => MSAssert.IsFalse(condition, message);

        public static void IsNull(object value, string message = "") => MSAssert.IsNull(value, message);

        public static void IsNotNull(object value, string message = "") => MSAssert.IsNotNull(value, message);

        public static void Contains(string expected, string value, string message = "") => MSAssert.Contains(expected, value, StringComparison.Ordinal, message);

        public static void StartsWith(string expected, string value, string message = "") => MSAssert.StartsWith(expected, value, StringComparison.Ordinal, message);

        public static void EndsWith(string expected, string value, string message = "") => MSAssert.EndsWith(expected, value, StringComparison.Ordinal, message);

        /// <summary>On the device an exception of a derived class fails this assertion, so it does here.</summary>
        public static void ThrowsException(Type exception, Action action, string message = "")
        {
            Exception thrown = null;
            try
            {
                action();
            }
            catch (Exception e)
            {
                thrown = e;
            }

            if (thrown?.GetType() != exception)
            {
                MSAssert.Fail("Threw " + (thrown?.ToString() ?? "nothing") + ", but " + exception + " was expected. " + message);
            }
        }
    }
}
