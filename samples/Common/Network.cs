using System;
using System.Net.NetworkInformation;
using System.Threading;
using nanoFramework.Runtime.Native;

namespace EdgeWs.Samples
{
    /// <summary>Brings the device into the network.</summary>
    /// <remarks>
    /// With the interfaces of System.Net itself: its NetworkHelper waits for Ethernet only, and the one for Wi-Fi would cost
    /// another package.
    /// </remarks>
    internal static class Network
    {
        private const int CheckEveryMs = 200;
        private const int RemindEveryMs = 15000;

        private const int LongestTimeWaitMs = 60000;

        // A clock that nobody set shows an earlier one.
        private const int KnownYear = 2026;

        /// <summary>Joins the Wi-Fi, or whatever network the board has, and waits for an address.</summary>
        /// <returns>The address of the device.</returns>
        internal static string Join()
        {
            ConfigureWifi();
            for (int waited = 0; ; waited += CheckEveryMs)
            {
                string address = FindAddress();
                if (address != null)
                {
                    return address;
                }

                if (waited % RemindEveryMs == 0)
                {
                    Console.WriteLine("waiting for the network (name and password right? 2.4 GHz? in range?) ...");
                }

                Thread.Sleep(CheckEveryMs);
            }
        }

        /// <summary>
        /// Waits until the firmware has been told the time, which it asks for when the network is up: before, no certificate is valid.
        /// Where there is no time server it goes on after a minute, and the handshake says the rest.
        /// </summary>
        internal static void WaitForTime()
        {
            for (int waited = 0; waited < LongestTimeWaitMs && DateTime.UtcNow.Year < KnownYear; waited += CheckEveryMs)
            {
                if (waited % RemindEveryMs == 0)
                {
                    Console.WriteLine("waiting for the time (does the network reach a time server?) ...");
                }

                Thread.Sleep(CheckEveryMs);
            }
        }

        /// <summary>Stores the credentials on the device unless they are stored already.</summary>
        private static void ConfigureWifi()
        {
            if (Settings.Ssid.Length == 0)
            {
                return;
            }

            foreach (NetworkInterface network in NetworkInterface.GetAllNetworkInterfaces())
            {
                if (network.NetworkInterfaceType != NetworkInterfaceType.Wireless80211)
                {
                    continue;
                }

                Wireless80211Configuration wifi =
                    Wireless80211Configuration.GetAllWireless80211Configurations()[network.SpecificConfigId];
                bool isAutomatic = (wifi.Options & Wireless80211Configuration.ConfigurationOptions.AutoConnect)
                    == Wireless80211Configuration.ConfigurationOptions.AutoConnect;
                if (isAutomatic && wifi.Ssid == Settings.Ssid && wifi.Password == Settings.Password)
                {
                    continue;
                }

                wifi.Ssid = Settings.Ssid;
                wifi.Password = Settings.Password;
                wifi.Options = Wireless80211Configuration.ConfigurationOptions.AutoConnect;
                wifi.SaveConfiguration();

                // The firmware connects when it starts, and from then on again by itself whenever the connection is lost.
                Console.WriteLine("Wi-Fi credentials stored, restarting ...");
                Power.RebootDevice();
            }
        }

        private static string FindAddress()
        {
            foreach (NetworkInterface network in NetworkInterface.GetAllNetworkInterfaces())
            {
                // An access point of the board's own has an address from the beginning, but it is not the network to join.
                string address = network.IPv4Address;
                if (network.NetworkInterfaceType != NetworkInterfaceType.WirelessAP
                    && !string.IsNullOrEmpty(address)
                    && address != "0.0.0.0")
                {
                    return address;
                }
            }

            return null;
        }
    }
}
