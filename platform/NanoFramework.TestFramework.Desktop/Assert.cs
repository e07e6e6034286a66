using System;
using MSAssert = Microsoft.VisualStudio.TestTools.UnitTesting.Assert;

namespace nanoFramework.TestFramework
{
    /// <summary>
    /// nanoFramework's assertions, with its overloads, so that the compiler chooses here what it chooses for the device.
    /// The members that nanoFramework marks as obsolete are left out.
    /// </summary>
    public sealed partial class Assert
    {
        private Assert()
        {
        }

        public static void AreNotSame(object notExpected, object actual, string message = "")
        {
            MSAssert.AreNotSame(notExpected, actual, message);
        }

        public static void AreSame(object expected, object actual, string message = "")
        {
            MSAssert.AreSame(expected, actual, message);
        }

        public static void Contains(string expected, string value, string message = "")
        {
            MSAssert.Contains(expected, value, StringComparison.Ordinal, message);
        }

        public static void DoesNotContains(string notExpected, string value, string message = "")
        {
            MSAssert.DoesNotContain(notExpected, value, StringComparison.Ordinal, message);
        }

        public static void EndsWith(string expected, string value, string message = "")
        {
            MSAssert.EndsWith(expected, value, StringComparison.Ordinal, message);
        }

        public static void IsFalse(bool condition, string message = "")
        {
            MSAssert.IsFalse(condition, message);
        }

        /// <summary>On the device an instance of a derived class fails this assertion, so it does here.</summary>
        public static void IsInstanceOfType(object value, Type expected, string message = "")
        {
            MSAssert.IsExactInstanceOfType(value, expected, message);
        }

        /// <summary>On the device an instance of a derived class passes this assertion, so it does here.</summary>
        public static void IsNotInstanceOfType(object value, Type notExpected, string message = "")
        {
            MSAssert.IsNotExactInstanceOfType(value, notExpected, message);
        }

        public static void IsNotNull(object value, string message = "")
        {
            MSAssert.IsNotNull(value, message);
        }

        public static void IsNull(object value, string message = "")
        {
            MSAssert.IsNull(value, message);
        }

        public static void IsTrue(bool condition, string message = "")
        {
            MSAssert.IsTrue(condition, message);
        }

        public static void SkipTest(string message = null)
        {
            MSAssert.Inconclusive(message ?? string.Empty);
        }

        public static void StartsWith(string expected, string value, string message = "")
        {
            MSAssert.StartsWith(expected, value, StringComparison.Ordinal, message);
        }

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

            if (thrown == null)
            {
                MSAssert.Fail("No exception thrown. " + exception + " was expected. " + message);
            }

            if (thrown.GetType() != exception)
            {
                MSAssert.Fail("Threw " + thrown + ", but " + exception + " was expected. " + message);
            }
        }
    }
}
