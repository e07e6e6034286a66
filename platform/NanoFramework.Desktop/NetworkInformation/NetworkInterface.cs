extern alias Desktop;
using System.Collections.Generic;
using System.Net.Sockets;
using DesktopNetwork = Desktop::System.Net.NetworkInformation;

namespace System.Net.NetworkInformation
{
    /// <summary>
    /// One of the machine's interfaces, as a device would describe it. Nothing that is set here reaches the machine.
    /// </summary>
    public class NetworkInterface
    {
        private NetworkInterface(string ipv4Address, NetworkInterfaceType type, byte[] physicalAddress)
        {
            IPv4Address = ipv4Address;
            NetworkInterfaceType = type;
            PhysicalAddress = physicalAddress;
        }

        public string IPv4Address { get; }

        public NetworkInterfaceType NetworkInterfaceType { get; }

        public byte[] PhysicalAddress { get; set; }

        public uint SpecificConfigId { get; set; }

        public bool IsDhcpEnabled => true;

        public bool IsAutomaticDnsEnabled => true;

        public static bool GetIsNetworkAvailable()
        {
            return DesktopNetwork.NetworkInterface.GetIsNetworkAvailable();
        }

        /// <summary>
        /// Returns the interfaces that are up and have an IPv4 address; the loopback interface only when there is no
        /// other, so that the result is never empty, as on a device.
        /// </summary>
        public static NetworkInterface[] GetAllNetworkInterfaces()
        {
            var found = new List<NetworkInterface>();
            foreach (DesktopNetwork.NetworkInterface candidate in DesktopNetwork.NetworkInterface.GetAllNetworkInterfaces())
            {
                string address = FindIPv4Address(candidate);
                if (address != null)
                {
                    // Wi-Fi too: the machine has joined it already, and a device program must not try to set it up.
                    found.Add(new NetworkInterface(
                        address,
                        NetworkInterfaceType.Ethernet,
                        candidate.GetPhysicalAddress().GetAddressBytes()));
                }
            }

            if (found.Count == 0)
            {
                found.Add(new NetworkInterface(
                    IPAddress.Loopback.ToString(),
                    NetworkInterfaceType.Ethernet,
                    new byte[6]));
            }

            return found.ToArray();
        }

        public void EnableDhcp()
        {
        }

        public void EnableAutomaticDns()
        {
        }

        private static string FindIPv4Address(DesktopNetwork.NetworkInterface candidate)
        {
            if (candidate.OperationalStatus != DesktopNetwork.OperationalStatus.Up
                || candidate.NetworkInterfaceType == DesktopNetwork.NetworkInterfaceType.Loopback)
            {
                return null;
            }

            foreach (DesktopNetwork.UnicastIPAddressInformation unicast in candidate.GetIPProperties().UnicastAddresses)
            {
                if (unicast.Address.AddressFamily == AddressFamily.InterNetwork)
                {
                    return unicast.Address.ToString();
                }
            }

            return null;
        }
    }
}
