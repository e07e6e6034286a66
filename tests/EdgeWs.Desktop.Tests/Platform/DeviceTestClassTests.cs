using nanoFramework.TestFramework;
using Assert = Microsoft.VisualStudio.TestTools.UnitTesting.Assert;
using DeviceDataRow = nanoFramework.TestFramework.DataRowAttribute;
using DeviceTestMethod = nanoFramework.TestFramework.TestMethodAttribute;
using TestClass = Microsoft.VisualStudio.TestTools.UnitTesting.TestClassAttribute;
using TestMethod = Microsoft.VisualStudio.TestTools.UnitTesting.TestMethodAttribute;

namespace EdgeWs.Desktop.Tests.Platform
{
    /// <summary>The device tests run here as the device's launcher runs them, and what only MSTest would allow fails.</summary>
    [TestClass]
    public class DeviceTestClassTests
    {
        private static string s_log;

        [TestMethod]
        public void SetupRunsOnceBeforeAndCleanupOnceAfterTheTestsOfAClass()
        {
            s_log = string.Empty;
            for (int i = 0; i < 2; i++)
            {
                Assert.IsNull(DeviceTestClass.BeginTest(typeof(WithFixture)));
                s_log += "test ";
                Assert.IsNull(DeviceTestClass.EndTest());
            }

            Assert.AreEqual("setup test test cleanup ", s_log);
        }

        [TestMethod]
        public void FailingSetupFailsTheTestAndFailingCleanupTheLastOne()
        {
            Assert.IsInstanceOfType<NotSupportedException>(DeviceTestClass.BeginTest(typeof(WithBrokenSetup)));
            Assert.IsNull(DeviceTestClass.EndTest());
            Assert.IsNull(DeviceTestClass.BeginTest(typeof(WithBrokenCleanup)));
            Assert.IsInstanceOfType<NotSupportedException>(DeviceTestClass.EndTest());
        }

        [TestMethod]
        public void WhatTheDeviceCannotRunFails()
        {
            Assert.ThrowsExactly<InvalidOperationException>(() => DeviceTestRules.Check(typeof(WithVirtualTest)));
        }

#pragma warning disable MSTEST0030 // These classes must not be discovered as tests of this project.
        public class WithFixture
        {
            [Setup]
            public void Setup() => s_log += "setup ";

            [Cleanup]
            public static void Cleanup() => s_log += "cleanup ";

            [DeviceTestMethod]
            [DeviceDataRow(1)]
            [DeviceDataRow(2)]
            public void Rows(int row)
            {
            }
        }

        public class WithBrokenSetup
        {
            [Setup]
            public void Setup() => throw new NotSupportedException();

            [DeviceTestMethod]
            public void Test()
            {
            }
        }

        public class WithBrokenCleanup
        {
            [Cleanup]
            public void Cleanup() => throw new NotSupportedException();

            [DeviceTestMethod]
            public void Test()
            {
            }
        }

        public class WithVirtualTest
        {
            [DeviceTestMethod]
            public virtual void Test()
            {
            }
        }
#pragma warning restore MSTEST0030
    }
}
