using System;
using System.Threading;

namespace nanoFramework.Networking
{
    /// <summary>The desktop's network is up before the program starts, so every request succeeds at once and changes nothing.</summary>
    public static class NetworkHelper
    {
        public static ManualResetEvent NetworkReady { get; } = new ManualResetEvent(false);

        public static NetworkHelperStatus Status { get; private set; }

        public static Exception HelperException => null;

        public static void SetupNetworkHelper(bool requiresDateTime = false)
        {
            Status = NetworkHelperStatus.NetworkIsReady;
            NetworkReady.Set();
        }

        public static bool SetupAndConnectNetwork(CancellationToken token = default, bool requiresDateTime = false)
        {
            Status = NetworkHelperStatus.NetworkIsReady;
            return true;
        }
    }
}
