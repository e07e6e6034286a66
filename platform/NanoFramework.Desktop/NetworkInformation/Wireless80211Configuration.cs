namespace System.Net.NetworkInformation
{
    /// <summary>
    /// A Wi-Fi configuration that lives in memory: saving one changes what the next call returns, not the machine.
    /// </summary>
    public class Wireless80211Configuration
    {
        private const int MaxSsidLength = 32;
        private const int MaxPasswordLength = 64;

        private static readonly Wireless80211Configuration s_stored = new Wireless80211Configuration(0)
        {
            Ssid = string.Empty,
            Password = string.Empty,
        };

        public Wireless80211Configuration(uint id)
        {
            Id = id;
        }

        [Flags]
        public enum ConfigurationOptions : byte
        {
            None = 0,
            Disable = 1,
            Enable = 2,
            AutoConnect = 4 | Enable,
            SmartConfig = 8 | Enable,
        }

        public ConfigurationOptions Options { get; set; }

        public string Password { get; set; }

        public string Ssid { get; set; }

        public uint Id { get; }

        public static Wireless80211Configuration[] GetAllWireless80211Configurations()
        {
            lock (s_stored)
            {
                var copy = new Wireless80211Configuration(s_stored.Id);
                s_stored.CopyTo(copy);
                return new Wireless80211Configuration[] { copy };
            }
        }

        public void SaveConfiguration()
        {
            if (Ssid == null || Password == null)
            {
                throw new ArgumentNullException();
            }

            if (Ssid.Length > MaxSsidLength || Password.Length > MaxPasswordLength)
            {
                throw new ArgumentOutOfRangeException();
            }

            lock (s_stored)
            {
                CopyTo(s_stored);
            }
        }

        private void CopyTo(Wireless80211Configuration other)
        {
            other.Options = Options;
            other.Password = Password;
            other.Ssid = Ssid;
        }
    }
}
