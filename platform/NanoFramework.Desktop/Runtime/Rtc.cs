using System;

namespace nanoFramework.Runtime.Native
{
    public static class Rtc
    {
        /// <summary>Returns false: the machine's clock is not the program's to set.</summary>
        public static bool SetSystemTime(DateTime time)
        {
            return false;
        }
    }
}
