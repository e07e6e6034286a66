using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace EdgeWs.Desktop.Tests.Documents
{
    /// <summary>
    /// What nanoff 2.5.162 understands and says (July 2026): Options.cs, ExitCodes.cs and SupportedPlatform.cs of
    /// github.com/nanoframework/nanoFirmwareFlasher at baccab8.
    /// </summary>
    internal static class Nanoff
    {
        /// <summary>All options.</summary>
        public static readonly string[] Options =
        [
            "-v",
            .. ("listdfu dfuid dfu jtagid listjtag hexfile binfile jtag installjtagdrivers nativedfu listnativedfu nativeswd listnativeswd "
                + "nativestlink listnativestlink serialport baud flashmode flashfreq partitiontablesize checkpsram nobackupconfig "
                + "installxdsdrivers listjlink jlinkid setvcpbr nanodevice clrfile target platform verbosity backuppath backupfile "
                + "fwversion update deploy preview image masserase verify address reset nofitcheck listtargets listports clearcache listdevices "
                + "devicedetails identifyfirmware filedeployment networkdeployment archivepath updatearchive fromarchive "
                + "suppressnanoffversioncheck uf2deploy").Split(' ').Select(name => "--" + name),
        ];

        /// <summary>The errors that the documents quote, and how their messages begin.</summary>
        public static readonly Dictionary<string, string> Errors = new()
        {
            ["E2000"] = "Error connecting to nano device.",
            ["E2001"] = "Error occurred with listing nano devices.",
            ["E2002"] = "Error executing operation with nano device.",
            ["E2003"] = "Error executing file deployment on nano device.",
            ["E4000"] = "Error executing ESP32 serial command.",
            ["E4005"] = "Failed to open specified COM port.",
            ["E6001"] = "Need to specify a COM port.",
            ["E6002"] = "Couldn't access serial device. Another (nanoFramework) application has exclusive access to the device.",
            ["E9005"] = "Can't find the target in Cloudsmith repository.",
        };

        /// <summary>What it says when something went well, as the documents quote it: Program.cs, EspTool.cs and the classes named *Operations.</summary>
        public static readonly string[] Successes =
        [
            "Reading details from chip...OK",
            "Flashing firmware...OK",
            "Getting details from nano device...OK",
            "Deploying managed application...OK",
            "Rebooting...OK",
            "Updating network configuration...OK",
            "Updating wireless configuration...OK",
        ];

        /// <summary>Members of the object WirelessClient in a file for --networkdeployment: WirelessConfiguration.cs and Ethernet.cs.</summary>
        public static readonly string[] WirelessMembers =
        [
            "Ssid", "Password", "Authentication", "Encryption", "ConfigurationOption", "RadioType", "DhcpEnabled", "AutomaticDNS",
            "IPv4Address", "IPv4NetMask", "IPv4Gateway", "IPv4DNSAddress1", "IPv4DNSAddress2", "MacAddress",
        ];

        private static readonly string[] s_platforms = ["esp32", "stm32", "ti_simplelink", "efm32", "nxp", "rpi_pico"];

        /// <summary>What it demands of options besides their names.</summary>
        public static void Check(string command)
        {
            Match platform = Regex.Match(command, @"--platform (\S+)");
            Assert.IsTrue(!platform.Success || s_platforms.Contains(platform.Groups[1].Value), command);
            Assert.IsTrue(!Regex.IsMatch(command, @"--deploy\b") || command.Contains("--image "), "--deploy requires --image: " + command);

            // With a platform or a target it writes to 0x1B0000, whatever the chip's partitions are: Esp32Firmware.cs.
            Assert.IsTrue(!Regex.IsMatch(command, @"--deploy\b") || command.Contains("--nanodevice"), "--deploy only with --nanodevice: " + command);

            // It would have nanoBooter do it, which an ESP32 has not: NanoDeviceOperations.cs.
            Assert.IsFalse(command.Contains("--nanodevice") && Regex.IsMatch(command, @"--update\b"), "--update without --nanodevice: " + command);
        }
    }
}
