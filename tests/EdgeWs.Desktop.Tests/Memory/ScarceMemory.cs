namespace EdgeWs.Desktop.Tests.Memory
{
    /// <summary>Memory that runs out at a certain allocation. Public, because changed libraries call it.</summary>
    public static class ScarceMemory
    {
        private static int s_taken;
        private static int s_first = int.MaxValue;
        private static int s_last;

        /// <summary>Whether there was none, once at least.</summary>
        internal static bool HasFailed => s_taken >= s_first;

        /// <summary>Has so many allocations fail from a certain one on.</summary>
        internal static void FailAt(int first, int count)
        {
            s_taken = 0;
            s_first = first;
            s_last = first + count - 1;
        }

        /// <summary>Has no allocation fail any more.</summary>
        internal static void Recover() => s_last = 0;

        public static void Take()
        {
            s_taken++;
            if (s_taken >= s_first && s_taken <= s_last)
            {
                throw new OutOfMemoryException();
            }
        }
    }
}
