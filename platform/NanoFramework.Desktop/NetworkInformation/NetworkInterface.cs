extern alias Desktop;
using System.Collections.Generic;
using System.Net.Sockets;
using DesktopNetwork = Desktop::System.Net.NetworkInformation;

namespace System.Net.NetworkInformation
{
    /// <summary>One of the machine's interfaces, as a device would describe it.</summary>
    public class NetworkInterface
    {
        private NetworkInterface(string ipv4Address, byte[] physicalAddress)
        {
            IPv4Address = ipv4Address;
            PhysicalAddress = physicalAddress;
        }

        public string IPv4Address { get; }

        /// <summary>Never Wi-Fi: the machine has joined it already, and a device program must not try to set it up.</summary>
        public NetworkInterfaceType NetworkInterfaceType => NetworkInterfaceType.Ethernet;

        public byte[] PhysicalAddress { get; }

        public uint SpecificConfigId => 0;

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
                    found.Add(new NetworkInterface(address, candidate.GetPhysicalAddress().GetAddressBytes()));
                }
            }

            if (found.Count == 0)
            {
                found.Add(new NetworkInterface(IPAddress.Loopback.ToString(), new byte[6]));
            }

            return found.ToArray();
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
