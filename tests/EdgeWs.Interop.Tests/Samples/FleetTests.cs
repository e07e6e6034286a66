using System.Text.Json;
using EdgeWs.Interop.Tests.Programs;

namespace EdgeWs.Interop.Tests.Samples
{
    /// <summary>A fleet of the Fleet sample's devices on a cluster whose servers fail, one after the other, in every way.</summary>
    [TestClass]
    public class FleetTests
    {
        private const int Devices = 200;
        private const int Groups = 4;

        public TestContext TestContext { get; set; }

        [TestMethod]
        public void NoDeviceAndNoReadingIsLost()
        {
            using var cluster = new FleetCluster();
            using var observer = new FleetObserver(cluster.Urls);
            using var devices = new FleetDevices(cluster.Urls, Devices, 3000, "--keep-alive", "10");
            Tell("started", devices.AwaitConnected());
            observer.AwaitOnline(Devices);

            Assert.AreEqual("device-7", observer.Command("read", 1, "device-7").Keys.Single());
            Assert.HasCount(Devices / Groups, observer.Command("read", Devices / Groups, "group/group-1"));
            Assert.HasCount(Devices, observer.Command("every 5000", Devices, "all"));

            cluster.Stop(1, "KILL");
            Tell("one killed", devices.AwaitConnected(cluster.Url(1)));
            cluster.Start(1);
            cluster.AwaitHealth(1);

            cluster.Signal(2, "STOP");
            Tell("one cut off", devices.AwaitConnected(cluster.Url(2)));
            cluster.Signal(2, "CONT");
            cluster.AwaitHealth(2);

            for (int node = 1; node <= FleetCluster.Nodes; node++)
            {
                cluster.Stop(node, "TERM");
                Tell("restart of " + node, devices.AwaitConnected(cluster.Url(node)));
                cluster.Start(node);
                cluster.AwaitHealth(node);
            }

            observer.AwaitOnline(Devices);
            IEnumerable<string> each = Enumerable.Range(1, Devices).Select(i => "device-" + i);
            IReadOnlyDictionary<string, JsonElement> counts = observer.Command("every 600000", Devices, each);
            observer.AwaitReadings(counts);
            int refused = counts.Values.Sum(count => count.GetProperty("refused").GetInt32());
            TestContext.WriteLine($"{observer.Readings} readings, {observer.Duplicates} of them twice, {refused} refused for want of room");
        }

        /// <summary>With the configuration of docs/scaling-out.md: over TLS, and every device with a name, a password and topics of its own.</summary>
        [TestMethod]
        public void WithPasswordsAndTls()
        {
            using TestCertificate certificate = TestAuthority.SelfSigned("127.0.0.1");
            using var server = new ConfiguredProgram(
                "nats-server",
                (folder, port) => Documentation.Block("docs/scaling-out.md", "conf", "authorization")
                    .Place("/etc/nats/certificate.pem", certificate.File).Place("/etc/nats/key.pem", certificate.KeyFile)
                    .Place("0.0.0.0:9001", "127.0.0.1:" + port).Place("127.0.0.1:1883", "127.0.0.1:-1").Place("127.0.0.1:4222", "127.0.0.1:-1")
                    .Place("/var/lib/nats", folder),
                (folder, file) => ["-c", file],
                "Server is ready");
            string[] url = [$"wss://127.0.0.1:{server.Port}/mqtt"];
            using (var stranger = new FleetDevices(url, 1, 1000, "--trust", "any", "--password", "guess"))
            {
                stranger.Process.ExpectLine("refused by the broker with code 5");
            }

            using var device = new FleetDevices(url, 1, 1000, "--trust", "any", "--password", "change-me");
            device.AwaitConnected();
        }

        private void Tell(string what, IReadOnlyCollection<TimeSpan> back)
        {
            TestContext.WriteLine(
                $"{what}: of {back.Count} devices {back.Count(time => time.TotalSeconds <= 1)} connected after 1 s, "
                + $"{back.Count(time => time.TotalSeconds <= 5)} after 5 s, {back.Count(time => time.TotalSeconds <= 30)} after 30 s");
        }
    }
}
