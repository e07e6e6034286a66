using System;
using System.Runtime.CompilerServices;
using System.Threading.Tasks;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace nanoFramework.TestFramework
{
    /// <summary>Runs the test between the setup and the cleanup of its class.</summary>
    [AttributeUsage(AttributeTargets.Method, AllowMultiple = false)]
    public class TestMethodAttribute : Microsoft.VisualStudio.TestTools.UnitTesting.TestMethodAttribute
    {
        public TestMethodAttribute([CallerFilePath] string callerFilePath = "", [CallerLineNumber] int callerLineNumber = -1)
            : base(callerFilePath, callerLineNumber)
        {
        }

        public override async Task<TestResult[]> ExecuteAsync(ITestMethod testMethod)
        {
            TestResult[] results;
            Exception failure = DeviceTestClass.BeginTest(testMethod.MethodInfo.ReflectedType);
            if (failure == null)
            {
                results = await base.ExecuteAsync(testMethod);
            }
            else
            {
                results = new[] { new TestResult() };
                SetFailure(results[0], failure);
            }

            failure = DeviceTestClass.EndTest();
            if (failure != null && results[0].Outcome == UnitTestOutcome.Passed)
            {
                SetFailure(results[0], failure);
            }

            return results;
        }

        private static void SetFailure(TestResult result, Exception failure)
        {
            result.Outcome = failure is AssertInconclusiveException ? UnitTestOutcome.Inconclusive : UnitTestOutcome.Failed;
            result.TestFailureException = failure;
        }
    }
}
