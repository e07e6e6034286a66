using System;
using nanoFramework.TestFramework;
using MSTest = Microsoft.VisualStudio.TestTools.UnitTesting;

namespace EdgeWs.Nano.Tests
{
    /// <summary>What MSTest would run and the device would not is found.</summary>
    [MSTest.TestClass]
    public class DeviceTestRulesTests
    {
        [MSTest.TestMethod]
        [MSTest.DataRow(typeof(WithField))]
        [MSTest.DataRow(typeof(WithVirtualTest))]
        [MSTest.DataRow(typeof(WithHiddenTest))]
        [MSTest.DataRow(typeof(WithRowOnly))]
        [MSTest.DataRow(typeof(WithNull))]
        public void WhatTheDeviceCannotRunIsFound(Type type)
        {
            Assert.IsNotNull(DeviceTestRules.Check(type));
            Assert.IsNull(DeviceTestRules.Check(typeof(Right)));
        }

#pragma warning disable CA1051, CA1822, MSTEST0003, MSTEST0030 // These classes are no tests, and wrong on purpose.
        public class Right
        {
            [TestMethod]
            [DataRow(1)]
            public void Test(int row)
            {
            }
        }

        public class WithField : Right
        {
            public int Field;
        }

        public class WithNull
        {
            [TestMethod]
            [DataRow("a", null)]
            public void Test(string a, string b)
            {
            }
        }

        public class WithVirtualTest
        {
            [TestMethod]
            public virtual void Test()
            {
            }
        }

        public class WithHiddenTest
        {
            [TestMethod]
            internal void Test()
            {
            }
        }

        public class WithRowOnly
        {
            [DataRow(1)]
            public void Test(int row)
            {
            }
        }
#pragma warning restore CA1051, CA1822, MSTEST0003, MSTEST0030
    }
}
