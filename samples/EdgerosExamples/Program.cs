using EdgeWs.Samples;

namespace EdgerosExamples
{
    /// <summary>The examples of the EdgerOS websocket module, each a class. See docs/porting-from-edgeros.md.</summary>
    public static class Program
    {
        /// <summary>Starts one of them on the device. Put another one here.</summary>
        public static void Main()
        {
            Network.Join();
            WebAppUpgradeServer.Run(8000);
        }
    }
}
