namespace EdgeWs.DeviceBenchmarks
{
    /// <summary>Clients that connect, shake hands and are gone.</summary>
    internal sealed class Openings : Benchmark
    {
        private readonly WireServer _server;

        internal Openings(WireServer server) => _server = server;

        internal override void Run(int count)
        {
            for (; count > 0; count--)
            {
                _server.Disconnect(_server.Connect());
            }
        }
    }
}
