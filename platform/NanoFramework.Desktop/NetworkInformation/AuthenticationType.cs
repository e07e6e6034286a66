namespace System.Net.NetworkInformation
{
    public enum AuthenticationType : byte
    {
        None,
        EAP,
        PEAP,
        WCN,
        Open,
        Shared,
        WEP,
        WPA,
        WPA2,
    }
}
