using System;
using System.Reflection;

namespace nanoFramework.TestFramework
{
    /// <summary>
    /// The test class that is running: its methods marked as setup run before its first test and those marked as cleanup
    /// after its last one. Tests run one at a time, so there is one such class.
    /// </summary>
    /// <remarks>
    /// When a filter leaves tests out, the last test is not known to be the last: the cleanup then runs before the next
    /// class, or at the end of the process.
    /// </remarks>
    internal sealed class DeviceTestClass
    {
        private static DeviceTestClass s_current;

        private readonly Type _type;
        private readonly object _instance;
        private readonly Exception _failure;
        private int _testsLeft;

        static DeviceTestClass()
        {
            AppDomain.CurrentDomain.ProcessExit += (sender, e) => Leave();
        }

        private DeviceTestClass(Type type)
        {
            _type = type;
            _testsLeft = DeviceTestRules.CountTests(type);
            try
            {
                DeviceTestRules.Check(type);
                _instance = Activator.CreateInstance(type);
                RunAll(typeof(SetupAttribute));
            }
            catch (Exception e)
            {
                _failure = e;
            }
        }

        /// <summary>Returns why the test cannot run, or null.</summary>
        public static Exception BeginTest(Type type)
        {
            if (s_current == null || s_current._type != type)
            {
                Exception failure = Leave();
                s_current = new DeviceTestClass(type);
                if (failure != null)
                {
                    return failure;
                }
            }

            return s_current._failure;
        }

        /// <summary>Returns why the cleanup failed, when this was the last test of its class, or null.</summary>
        public static Exception EndTest()
        {
            s_current._testsLeft--;
            return s_current._testsLeft == 0 ? Leave() : null;
        }

        private static Exception Leave()
        {
            DeviceTestClass left = s_current;
            s_current = null;

            // The device goes on to the cleanup after a setup that failed, but not after one that skipped the class;
            // here no test ran in either case.
            if (left == null || left._failure != null)
            {
                return null;
            }

            try
            {
                left.RunAll(typeof(CleanupAttribute));
                return null;
            }
            catch (Exception e)
            {
                return e;
            }
        }

        private void RunAll(Type attribute)
        {
            foreach (MethodInfo method in _type.GetMethods())
            {
                if (method.IsDefined(attribute, true))
                {
                    method.Invoke(_instance, BindingFlags.DoNotWrapExceptions, null, null, null);
                }
            }
        }
    }
}
