using System;
using MSAssert = Microsoft.VisualStudio.TestTools.UnitTesting.Assert;

namespace nanoFramework.TestFramework
{
    public sealed partial class Assert
    {
        public static void AreNotEqual(bool notExpected, bool actual, string message = "")
        {
            MSAssert.AreNotEqual(notExpected, actual, message);
        }

        public static void AreNotEqual(byte notExpected, byte actual, string message = "")
        {
            MSAssert.AreNotEqual(notExpected, actual, message);
        }

        public static void AreNotEqual(char notExpected, char actual, string message = "")
        {
            MSAssert.AreNotEqual(notExpected, actual, message);
        }

        public static void AreNotEqual(DateTime notExpected, DateTime actual, string message = "")
        {
            MSAssert.AreNotEqual(notExpected, actual, message);
        }

        public static void AreNotEqual(double notExpected, double actual, string message = "")
        {
            MSAssert.AreNotEqual(notExpected, actual, message);
        }

        public static void AreNotEqual(float notExpected, float actual, string message = "")
        {
            MSAssert.AreNotEqual(notExpected, actual, message);
        }

        public static void AreNotEqual(int notExpected, int actual, string message = "")
        {
            MSAssert.AreNotEqual(notExpected, actual, message);
        }

        public static void AreNotEqual(long notExpected, long actual, string message = "")
        {
            MSAssert.AreNotEqual(notExpected, actual, message);
        }

        public static void AreNotEqual(object notExpected, object actual, string message = "")
        {
            MSAssert.AreNotEqual(notExpected, actual, message);
        }

        public static void AreNotEqual(sbyte notExpected, sbyte actual, string message = "")
        {
            MSAssert.AreNotEqual(notExpected, actual, message);
        }

        public static void AreNotEqual(short notExpected, short actual, string message = "")
        {
            MSAssert.AreNotEqual(notExpected, actual, message);
        }

        public static void AreNotEqual(string notExpected, string actual, string message = "")
        {
            MSAssert.AreNotEqual(notExpected, actual, message);
        }

        public static void AreNotEqual(uint notExpected, uint actual, string message = "")
        {
            MSAssert.AreNotEqual(notExpected, actual, message);
        }

        public static void AreNotEqual(ulong notExpected, ulong actual, string message = "")
        {
            MSAssert.AreNotEqual(notExpected, actual, message);
        }

        public static void AreNotEqual(ushort notExpected, ushort actual, string message = "")
        {
            MSAssert.AreNotEqual(notExpected, actual, message);
        }
    }
}
