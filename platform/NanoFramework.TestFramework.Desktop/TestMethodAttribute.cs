using System;
using System.Runtime.CompilerServices;
using System.Threading.Tasks;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace nanoFramework.TestFramework
{
    /// <summary>Runs the test if the device would run it.</summary>
    [AttributeUsage(AttributeTargets.Method, AllowMultiple = false)]
    public class TestMethodAttribute : Microsoft.VisualStudio.TestTools.UnitTesting.TestMethodAttribute
    {
        public TestMethodAttribute([CallerFilePath] string callerFilePath = "", [CallerLineNumber] int callerLineNumber = -1)
            : base(callerFilePath, callerLineNumber)
        {
        }

        public override Task<TestResult[]> ExecuteAsync(ITestMethod testMethod)
        {
            string problem = DeviceTestRules.Check(testMethod.MethodInfo.ReflectedType);
            return problem == null
                ? base.ExecuteAsync(testMethod)
                : Task.FromResult(new[] { new TestResult { Outcome = UnitTestOutcome.Failed, TestFailureException = new InvalidOperationException(problem) } });
        }
    }
}
