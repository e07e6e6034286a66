namespace EdgeWs.DeviceGuards.Scanning
{
    /// <summary>A construct that compiles and then fails on the device, and where it is.</summary>
    internal sealed record Finding(string Construct, string Member, string? Location)
    {
        public override string ToString() => $"{Location ?? "?"}: {Member}: {Construct}";
    }
}
