using System;
using MSAssert = Microsoft.VisualStudio.TestTools.UnitTesting.Assert;

namespace nanoFramework.TestFramework
{
    public sealed partial class Assert
    {
        public static void AreEqual(bool expected, bool actual, string message = "")
        {
            MSAssert.AreEqual(expected, actual, message);
        }

        public static void AreEqual(byte expected, byte actual, string message = "")
        {
            MSAssert.AreEqual(expected, actual, message);
        }

        public static void AreEqual(char expected, char actual, string message = "")
        {
            MSAssert.AreEqual(expected, actual, message);
        }

        public static void AreEqual(DateTime expected, DateTime actual, string message = "")
        {
            MSAssert.AreEqual(expected, actual, message);
        }

        public static void AreEqual(double expected, double actual, string message = "")
        {
            MSAssert.AreEqual(expected, actual, message);
        }

        public static void AreEqual(float expected, float actual, string message = "")
        {
            MSAssert.AreEqual(expected, actual, message);
        }

        public static void AreEqual(int expected, int actual, string message = "")
        {
            MSAssert.AreEqual(expected, actual, message);
        }

        public static void AreEqual(long expected, long actual, string message = "")
        {
            MSAssert.AreEqual(expected, actual, message);
        }

        public static void AreEqual(object expected, object actual, string message = "")
        {
            MSAssert.AreEqual(expected, actual, message);
        }

        public static void AreEqual(sbyte expected, sbyte actual, string message = "")
        {
            MSAssert.AreEqual(expected, actual, message);
        }

        public static void AreEqual(short expected, short actual, string message = "")
        {
            MSAssert.AreEqual(expected, actual, message);
        }

        public static void AreEqual(string expected, string actual, string message = "")
        {
            MSAssert.AreEqual(expected, actual, message);
        }

        public static void AreEqual(uint expected, uint actual, string message = "")
        {
            MSAssert.AreEqual(expected, actual, message);
        }

        public static void AreEqual(ulong expected, ulong actual, string message = "")
        {
            MSAssert.AreEqual(expected, actual, message);
        }

        public static void AreEqual(ushort expected, ushort actual, string message = "")
        {
            MSAssert.AreEqual(expected, actual, message);
        }
    }
}
