using System;

namespace nanoFramework.TestFramework
{
    /// <summary>Marks a method that runs once, before the first test of its class.</summary>
    [AttributeUsage(AttributeTargets.Method, AllowMultiple = false)]
    public class SetupAttribute : Attribute
    {
    }
}
