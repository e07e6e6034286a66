using System;
using System.Reflection;

namespace nanoFramework.TestFramework
{
    /// <summary>
    /// What MSTest allows and the device's test launcher does not. The launcher looks at public methods only and invokes
    /// them without an instance: instance methods work as long as they are not virtual and touch no instance field.
    /// </summary>
    internal static class DeviceTestRules
    {
        private const BindingFlags AllMembers =
            BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static;

        public static int CountTests(Type type)
        {
            int count = 0;
            foreach (MethodInfo method in type.GetMethods())
            {
                if (method.IsDefined(typeof(TestMethodAttribute), true))
                {
                    int rows = method.GetCustomAttributes(typeof(DataRowAttribute), true).Length;
                    count += rows == 0 ? 1 : rows;
                }
            }

            return count;
        }

        public static void Check(Type type)
        {
            FieldInfo[] fields = type.GetFields(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance);
            if (fields.Length > 0)
            {
                throw Broken(type, fields[0].Name, "is an instance field, and the device runs tests without an instance");
            }

            foreach (MethodInfo method in type.GetMethods(AllMembers))
            {
                bool isTest = method.IsDefined(typeof(TestMethodAttribute), true);
                bool isRow = method.IsDefined(typeof(DataRowAttribute), true);
                bool isFixture = method.IsDefined(typeof(SetupAttribute), true) || method.IsDefined(typeof(CleanupAttribute), true);
                if (isRow && !isTest)
                {
                    throw Broken(type, method.Name, "has a DataRow but no TestMethod, so that only the device would run it");
                }

                if ((isTest || isFixture) && !method.IsPublic)
                {
                    throw Broken(type, method.Name, "is not public, so that the device would not find it");
                }

                if ((isTest || isFixture) && method.IsVirtual)
                {
                    throw Broken(type, method.Name, "is virtual, and the device runs tests without an instance");
                }
            }
        }

        private static InvalidOperationException Broken(Type type, string member, string rule)
        {
            return new InvalidOperationException(type + "." + member + " " + rule + ".");
        }
    }
}
