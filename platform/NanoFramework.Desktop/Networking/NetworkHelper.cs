using System;
using System.Threading;

namespace nanoFramework.Networking
{
    /// <summary>
    /// The desktop's network is up before the program starts, so every request succeeds at once and changes nothing.
    /// </summary>
    public static class NetworkHelper
    {
        private static ManualResetEvent s_networkReady = new ManualResetEvent(false);

        public static ManualResetEvent NetworkReady => s_networkReady;

        public static NetworkHelperStatus Status { get; private set; }

        public static Exception HelperException => null;

        public static void SetupNetworkHelper(bool requiresDateTime = false)
        {
            SetupNetworkHelper(null, requiresDateTime);
        }

        public static void SetupNetworkHelper(IPConfiguration ipConfiguration, bool requiresDateTime = false)
        {
            Status = NetworkHelperStatus.NetworkIsReady;
            s_networkReady.Set();
        }

        public static bool SetupAndConnectNetwork(CancellationToken token = default, bool requiresDateTime = false)
        {
            return SetupAndConnectNetwork(null, token, requiresDateTime);
        }

        public static bool SetupAndConnectNetwork(
            IPConfiguration ipConfiguration,
            CancellationToken token = default,
            bool requiresDateTime = false)
        {
            Status = NetworkHelperStatus.NetworkIsReady;
            return true;
        }

        public static void Reset()
        {
            Status = NetworkHelperStatus.None;
            s_networkReady = new ManualResetEvent(false);
        }
    }
}
