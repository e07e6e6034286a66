using System;
using System.Reflection;

namespace nanoFramework.TestFramework
{
    /// <summary>
    /// What MSTest allows and the device's test launcher does not. The launcher looks at public methods only and invokes them without an
    /// instance: instance methods work as long as they are not virtual and touch no instance field.
    /// </summary>
    internal static class DeviceTestRules
    {
        private const BindingFlags AllMembers = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static;

        /// <summary>Returns what the device cannot run of a test class, or null.</summary>
        public static string Check(Type type)
        {
            foreach (FieldInfo field in type.GetFields(AllMembers))
            {
                if (!field.IsStatic)
                {
                    return field.Name + " is an instance field, and the device runs tests without an instance";
                }
            }

            foreach (MethodInfo method in type.GetMethods(AllMembers))
            {
                bool isTest = method.IsDefined(typeof(TestMethodAttribute), true);
                if (isTest && !method.IsPublic)
                {
                    return method.Name + " is not public: the device would not find it";
                }

                if (isTest && method.IsVirtual)
                {
                    return method.Name + " is virtual, and the device runs tests without an instance";
                }

                if (!isTest && method.IsDefined(typeof(DataRowAttribute), true))
                {
                    return method.Name + " has a DataRow but no TestMethod: only the device would run it";
                }

                foreach (DataRowAttribute row in method.GetCustomAttributes<DataRowAttribute>())
                {
                    if (Array.IndexOf(row.Data, null) >= 0)
                    {
                        return method.Name + " has null in a DataRow, which cannot be stored for the device";
                    }
                }
            }

            return null;
        }
    }
}
