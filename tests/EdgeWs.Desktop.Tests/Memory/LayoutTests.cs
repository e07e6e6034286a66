using System.Net;
using EdgeWs.Nano.Tests;

namespace EdgeWs.Desktop.Tests.Memory
{
    /// <summary>What an idle channel holds of a device's heap. A field that is added here is paid for by every connection.</summary>
    [TestClass]
    public class LayoutTests
    {
        private const int ChannelBudget = 720;

        [TestMethod]
        public void AnIdleChannelStaysWithinItsBudget()
        {
            var loop = new TestLoop();
            var options = new WsServerOptions { Scheduler = loop.Scheduler, KeepHeaders = false };
            WsServer server = WsServer.Create("/chat", new IPEndPoint(IPAddress.Loopback, 0), options);
            var channels = new List<WsServerChannel>();
            server.Connected += (s, channel) => channels.Add(channel);
            Assert.IsTrue(server.Start());
            loop.Run();

            using RawClient client = Connect(server, loop, channels);
            using RawClient other = Connect(server, loop, channels);
            IReadOnlyList<object> owned = DeviceSize.OwnedBy(channels[0], channels[1], loop.Resources.Message);

            string table = string.Join("\n", owned.Select(
                o => $"{DeviceSize.Of(o),6} B  {o.GetType().Name}, {DeviceSize.Fields(o.GetType()).Count()} fields"));
            int total = owned.Sum(DeviceSize.Of);
            Assert.IsLessThanOrEqualTo(ChannelBudget, total, table);
            server.Stop();
        }

        private static RawClient Connect(WsServer server, TestLoop loop, List<WsServerChannel> channels)
        {
            int open = channels.Count;
            RawClient client = RawClient.Connect(server.Port);
            client.Send(RawClient.Request);
            while (channels.Count == open)
            {
                loop.Scheduler.Poll(100);
            }

            loop.Run();
            return client;
        }
    }
}
