using System;
using System.Runtime.InteropServices;

namespace nanoFramework.Runtime.Native
{
    public static class SystemInfo
    {
        public static Version Version => Environment.Version;

        public static string OEMString => RuntimeInformation.OSDescription;

        public static string TargetName => "DESKTOP";

        public static string Platform => "DESKTOP";
    }
}
