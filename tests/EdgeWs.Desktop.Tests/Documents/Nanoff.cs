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
            ["E4003"] = "Failed to write new firmware to ESP32.",
            ["E6000"] = "Couldn't open serial device.",
            ["E6001"] = "Need to specify a COM port.",
            ["E6002"] = "Couldn't access serial device. Another (nanoFramework) application has exclusive access to the device.",
            ["E9005"] = "Can't find the target in Cloudsmith repository.",
        };

        private static readonly string[] s_platforms = ["esp32", "stm32", "ti_simplelink", "efm32", "nxp", "rpi_pico"];

        /// <summary>What it demands of options besides their names.</summary>
        public static void Check(string command)
        {
            Match platform = Regex.Match(command, @"--platform (\S+)");
            Assert.IsTrue(!platform.Success || s_platforms.Contains(platform.Groups[1].Value), command);
            Assert.IsTrue(!Regex.IsMatch(command, @"--deploy\b") || command.Contains("--image "), "--deploy requires --image: " + command);
        }
    }
}
