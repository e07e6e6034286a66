namespace nanoFramework.Networking
{
    public class IPConfiguration
    {
        public IPConfiguration(
            string ipv4Address,
            string ipv4SubnetMask,
            string ipv4GatewayAddress,
            string[] ipv4DnsAddresses = null)
        {
            IPAddress = ipv4Address;
            IPSubnetMask = ipv4SubnetMask;
            IPGatewayAddress = ipv4GatewayAddress;
            IPDns = ipv4DnsAddresses;
        }

        public string IPAddress { get; set; }

        public string IPSubnetMask { get; set; }

        public string IPGatewayAddress { get; set; }

        public string[] IPDns { get; set; }
    }
}
