namespace System.Net.NetworkInformation
{
    public static class IPGlobalProperties
    {
        public static IPAddress GetIPAddress()
        {
            return IPAddress.Parse(NetworkInterface.GetAllNetworkInterfaces()[0].IPv4Address);
        }
    }
}
