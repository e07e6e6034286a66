using System.Net;

namespace EdgeWs.Nano
{
    /// <summary>Finds the addresses of a name, and may wait for them.</summary>
    internal delegate IPAddress[] HostResolver(string host);
}
