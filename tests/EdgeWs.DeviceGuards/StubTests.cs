using EdgeWs.DeviceGuards.Building;
using EdgeWs.DeviceGuards.NanoApi;

namespace EdgeWs.DeviceGuards
{
    /// <summary>What the device sources are compiled against is what the listings say, of the packages that the projects use.</summary>
    [TestClass]
    public sealed class StubTests
    {
        /// <summary>Listings of other versions than the projects use; README.md says why.</summary>
        private static readonly string[] s_others = ["nanoFramework.System.Net.Http.Server", "nanoFramework.TestFramework"];

        public static IEnumerable<string> Names => StubAssemblies.All.Keys;

        [TestMethod]
        [DynamicData(nameof(Names))]
        public void StubOffersWhatItsListingSays(string name)
        {
            Assert.AreEqual(StubAssemblies.All[name].Listing, ApiListing.Of(StubAssemblies.All[name].Image));
        }

        [TestMethod]
        public void ListingsAreOfThePackagesInUse()
        {
            var listings = StubAssemblies.All
                .Select(stub => Path.GetFileName(stub.Value.File).Replace($".{stub.Key}.txt", ""))
                .Where(package => !s_others.Any(package.StartsWith));
            var inUse = DeviceRepository.Projects()
                .SelectMany(project => project.Packages)
                .Select(package => $"{package.Id}.{package.Version}")
                .Where(package => !s_others.Any(package.StartsWith))
                .Distinct();
            Report.AssertNone([.. inUse.Except(listings).Select(package => "no listing of " + package)]);
        }
    }
}
