namespace System.Net.NetworkInformation
{
    public enum EncryptionType : byte
    {
        None,
        WEP,
        WPA,
        WPA2,
        WPA_PSK,
        WPA2_PSK,
        Certificate,
    }
}
