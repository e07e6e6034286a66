using System;
using Microsoft.VisualStudio.TestTools.UnitTesting;
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
            for (int i = 0; i < 3; i++)
            {
                Assert.IsNull(DeviceTestClass.BeginTest(typeof(WithFixture)));
                s_log += "test ";
                Assert.IsNull(DeviceTestClass.EndTest());
            }

            Assert.AreEqual("setup test test test cleanup ", s_log);
        }

        [TestMethod]
        public void CleanupOfAClassThatWasFilteredRunsBeforeTheNextClass()
        {
            s_log = string.Empty;
            Assert.IsNull(DeviceTestClass.BeginTest(typeof(WithFixture)));
            Assert.IsNull(DeviceTestClass.EndTest());
            Assert.IsNull(DeviceTestClass.BeginTest(typeof(WithoutFixture)));
            Assert.AreEqual("setup cleanup ", s_log);
            Assert.IsNull(DeviceTestClass.EndTest());
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
            foreach (Type type in new[] { typeof(WithField), typeof(WithVirtualTest), typeof(WithHiddenSetup), typeof(WithRowOnly) })
            {
                Assert.ThrowsExactly<InvalidOperationException>(() => DeviceTestRules.Check(type), type.Name);
            }
        }

#pragma warning disable MSTEST0030 // These classes must not be discovered as tests of this project.
        public class WithFixture
        {
            [Setup]
            public void Setup()
            {
                s_log += "setup ";
            }

            [Cleanup]
            public static void Cleanup()
            {
                s_log += "cleanup ";
            }

            [DeviceTestMethod]
            public void Test()
            {
            }

            [DeviceTestMethod]
            [DeviceDataRow(1)]
            [DeviceDataRow(2)]
            public void Rows(int row)
            {
            }
        }

        public class WithoutFixture
        {
            [DeviceTestMethod]
            public void Test()
            {
            }
        }

        public class WithBrokenSetup : WithoutFixture
        {
            [Setup]
            public void Setup()
            {
                throw new NotSupportedException();
            }
        }

        public class WithBrokenCleanup : WithoutFixture
        {
            [Cleanup]
            public void Cleanup()
            {
                throw new NotSupportedException();
            }
        }

        public class WithField
        {
            public int Field;
        }

        public class WithVirtualTest
        {
            [DeviceTestMethod]
            public virtual void Test()
            {
            }
        }

        public class WithHiddenSetup
        {
            [Setup]
            internal void Setup()
            {
            }
        }

        public class WithRowOnly
        {
            [DeviceDataRow(1)]
            public void Test(int row)
            {
            }
        }
#pragma warning restore MSTEST0030
    }
}
