using System;

namespace nanoFramework.Runtime.Native
{
    public static class Power
    {
        /// <summary>
        /// Throws: no caller goes on after a reboot, and ending the process here would take a test run down with it.
        /// </summary>
        public static void RebootDevice(RebootOption rebootOption = RebootOption.NormalReboot)
        {
            throw new PlatformNotSupportedException("A desktop program does not reboot its machine (" + rebootOption + ").");
        }
    }
}
