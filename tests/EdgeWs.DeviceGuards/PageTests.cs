using System.Diagnostics;
using EdgeWs.DeviceGuards.Building;

namespace EdgeWs.DeviceGuards
{
    /// <summary>The pages that the samples serve are those whose sources are in the repository.</summary>
    [TestClass]
    public sealed class PageTests
    {
        [TestMethod]
        public async Task PagesAreMadeFromTheirSources()
        {
            var start = new ProcessStartInfo("dotnet", ["samples/pages.cs", "check"]) { WorkingDirectory = DeviceRepository.Root, RedirectStandardError = true, RedirectStandardOutput = true };
            using Process check = Process.Start(start)!;
            Task<string> output = check.StandardOutput.ReadToEndAsync();
            string problems = await check.StandardError.ReadToEndAsync();
            await check.WaitForExitAsync();
            Assert.AreEqual(0, check.ExitCode, problems + await output);
        }
    }
}
