namespace EdgeWs.Interop.Tests.Samples
{
    /// <summary>The three NATS servers of samples/Fleet/cluster.sh, with an address on the loopback interface and a folder of their own.</summary>
    internal sealed class FleetCluster : IDisposable
    {
        public const int Nodes = 3;

        private readonly DirectoryInfo _folder;
        private readonly HttpClient _http = new HttpClient { Timeout = Patience.Limit };
        private readonly string _host = $"127.{Random.Shared.Next(1, 255)}.{Random.Shared.Next(256)}.{Random.Shared.Next(1, 255)}";
        private readonly (ChildProcess Process, string Id)[] _nodes = new (ChildProcess, string)[Nodes + 1];

        public FleetCluster()
        {
            Peer.FindProgram("nats-server");
            _folder = Directory.CreateTempSubdirectory("edgews-fleet-");
            for (int node = 1; node <= Nodes; node++)
            {
                Start(node);
            }

            for (int node = 1; node <= Nodes; node++)
            {
                AwaitHealth(node);
            }
        }

        public string[] Urls => [Url(1), Url(2), Url(3)];

        public string Url(int node)
        {
            return $"ws://{_host}:900{node}/mqtt";
        }

        public void Start(int node)
        {
            ChildProcess process = ChildProcess.Start(
                "sh", Repository.Root, "-c", $"HOST={_host} DATA={_folder.FullName} exec samples/Fleet/cluster.sh {node} 2>&1");
            _nodes[node] = (process, process.ExpectLine(@"^\[(\d+)\].* Server is ready", Patience.Cluster).Groups[1].Value);
        }

        /// <summary>Waits until a node has found the others.</summary>
        public void AwaitHealth(int node)
        {
            Patience.Until(() => _http.GetAsync($"http://{_host}:823{node}/healthz?js-server-only=true").GetAwaiter().GetResult().IsSuccessStatusCode, "a healthy node " + node, Patience.Cluster);
        }

        public void Signal(int node, string signal)
        {
            using ChildProcess kill = ChildProcess.Start("sh", Repository.Root, "-c", $"kill -{signal} {_nodes[node].Id}");
            kill.ExpectExit(0);
        }

        /// <summary>Ends a node and waits for its end.</summary>
        public void Stop(int node, string signal)
        {
            Signal(node, signal);
            _nodes[node].Process.WaitForExit();
            _nodes[node].Process.Dispose();
        }

        public void Dispose()
        {
            foreach ((ChildProcess process, _) in _nodes)
            {
                process?.Dispose();
            }

            _http.Dispose();
            _folder.Delete(true);
        }
    }
}
