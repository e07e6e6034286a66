using System;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using EdgeWs.Nano;
using EdgeWs.Soak.Load;

namespace EdgeWs.Soak
{
    /// <summary>
    /// How polite clients are served while another floods the server with tiny messages. Counted in messages and passes of the
    /// server's loop, so that it does not matter how fast the machine is, nor what else it does.
    /// </summary>
    internal sealed class Fairness(Bench bench)
    {
        private const int Clients = 10;

        /// <summary>How many answers the polite clients are to get, and how many messages are a flood.</summary>
        private const int Answers = 2000;
        private const int Flood = 20000;

        /// <summary>How many of the flooder's messages a polite one may find in its pass, on average: the receive buffer holds 290.</summary>
        private const double MostBeside = 50;

        private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);

        private readonly ManualResetEventSlim _isEnough = new ManualResetEventSlim();
        private WsServer _server;
        private WsClient[] _clients;
        private int _politeInPass;
        private int _floodInPass;
        private long _polite;
        private long _flood;
        private long _passes;
        private long _beside;

        /// <summary>Why it was not judged; null when it was.</summary>
        internal string NoFlood { get; private set; }

        private double Beside => (double)_beside / Math.Max(1, _passes);

        internal void Measure()
        {
            bench.ServerLoop.Do(Start);
            IPEndPoint endPoint = new IPEndPoint(IPAddress.Loopback, _server.Port);
            using var end = new CancellationTokenSource();
            Task<string> flooding = Task.Run(() => Flooder.Run(endPoint, "/fair?flood", end.Token));
            bench.ClientLoop.Do(() => Connect("ws://" + endPoint + "/fair"));
            _ = flooding.ContinueWith(task => _isEnough.Set(), TaskScheduler.Default);
            _isEnough.Wait(s_patience);
            end.Cancel();
            string cause = flooding.Result;
            bench.ServerLoop.Do(Stop);
            bench.ClientLoop.Do(() => Array.ForEach(_clients, client => client.Close()));
            Judge(cause);
        }

        public override string ToString() => FormattableString.Invariant(
            $"{_polite} polite messages beside a flood of {_flood}; {Beside:F1} of the flood in a pass with a polite one");

        private void Judge(string cause)
        {
            if (_flood < Flood || (_polite < Answers && cause != null))
            {
                NoFlood = $"{_flood} messages of {Flood}: {cause ?? "the machine is too busy to flood"}";
            }
            else if (_polite < Answers || Beside > MostBeside)
            {
                bench.Findings.Enqueue("a flooder took the polite clients' share: " + this);
            }
        }

        private void Start()
        {
            _server = WsServer.Create("/fair", new IPEndPoint(IPAddress.Loopback, 0), Limits.Apply(new WsServerOptions
            {
                Scheduler = bench.ServerLoop.Scheduler,
                MaxChannels = Clients + 1,
            }));
            _server.Connected += (server, channel) => channel.MessageReceived += channel.Query == "flood" ? OnFlood : OnPolite;
            _server.Start();
            bench.ServerLoop.Passed += OnPassed;
        }

        private void Stop()
        {
            bench.ServerLoop.Passed -= OnPassed;
            _server.Stop();
        }

        /// <summary>Each client sends its next message when the answer to the last is there.</summary>
        private void Connect(string url)
        {
            byte[] message = new byte[100];
            _clients = new WsClient[Clients];
            for (int i = 0; i < Clients; i++)
            {
                WsClient client = WsClient.Create(url, Limits.Apply(new WsClientOptions { Scheduler = bench.ClientLoop.Scheduler }));
                client.Opened += c => c.Send(message);
                client.MessageReceived += (c, answer) => c.Send(answer);
                _clients[i] = client;
            }
        }

        private void OnFlood(WsConnection channel, WsMessage message)
        {
            _floodInPass++;
            channel.Send(message);
        }

        private void OnPolite(WsConnection channel, WsMessage message)
        {
            _politeInPass++;
            channel.Send(message);
        }

        private void OnPassed()
        {
            _polite += _politeInPass;
            _flood += _floodInPass;
            if (_politeInPass > 0)
            {
                _passes++;
                _beside += _floodInPass;
            }

            _politeInPass = 0;
            _floodInPass = 0;
            if (_polite >= Answers && _flood >= Flood)
            {
                _isEnough.Set();
            }
        }
    }
}
