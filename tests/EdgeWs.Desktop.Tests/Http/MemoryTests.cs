using System.Collections;
using System.Reflection;
using EdgeWs.Nano.Http;

namespace EdgeWs.Desktop.Tests.Http
{
    /// <summary>What a host does while there is no memory for a post to the polling thread.</summary>
    [TestClass]
    public class MemoryTests : HttpTest
    {
        private const BindingFlags Hidden = BindingFlags.NonPublic | BindingFlags.Instance;

        [TestMethod]
        public void ARequestThatHasBeenReadNeedsNone()
        {
            int port = PortOf(StartHost());
            using RawClient client = RawClient.Connect(port);
            using RawClient later = RawClient.Connect(port);

            // Both are known to the host when a later one has been answered.
            Ask(port, "GET /hello HTTP/1.1\r\n\r\n");
            WithoutMemory(() =>
            {
                client.Send("GET /hello HTTP/1.1\r\n\r\n");
                StringAssert.EndsWith(client.ReadTextToEnd(), "hello GET ");
                later.Send("no HTTP\r\n\r\n");
                StringAssert.StartsWith(later.ReadTextToEnd(), "HTTP/1.1 400 ");
            });
        }

        [TestMethod]
        public void AClientThatIsNotToldOfIsRefusedAndTheNextOneIsServed()
        {
            int port = PortOf(StartHost());
            WithoutMemory(() =>
            {
                for (int i = 0; i < 3; i++)
                {
                    using RawClient client = RawClient.Connect(port);
                    StringAssert.StartsWith(client.ReadTextToEnd(), "HTTP/1.1 503 ");
                }
            });
            StringAssert.EndsWith(Ask(port, "GET /hello HTTP/1.1\r\n\r\n"), "hello GET ");
        }

        /// <summary>Does something while every post fails. The loop goes on.</summary>
        private void WithoutMemory(Action action)
        {
            object posted = typeof(IoScheduler).GetField("_posted", Hidden).GetValue(Loop.Scheduler);
            FieldInfo callbacks = posted.GetType().GetField("_callbacks", Hidden);
            object usual = callbacks.GetValue(posted);
            Loop.Do(() => callbacks.SetValue(posted, ArrayList.FixedSize(new ArrayList())));
            try
            {
                action();
            }
            finally
            {
                callbacks.SetValue(posted, usual);
            }
        }
    }
}
