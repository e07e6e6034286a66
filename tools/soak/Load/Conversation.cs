using System.Threading;
using EdgeWs.Nano;

namespace EdgeWs.Soak.Load
{
    /// <summary>What a client and the server say to each other.</summary>
    /// <param name="bench">Where it counts and reports.</param>
    /// <param name="id">Its number, by which the server knows it.</param>
    /// <param name="roams">Whether the client connects again, so that messages may be lost with a connection.</param>
    internal sealed class Conversation(Bench bench, int id, bool roams)
    {
        private int _ends;
        private int _clientCode;
        private int _serverCode;

        internal int Id => id;

        internal bool Roams => roams;

        internal Ledger FromClient { get; } = new Ledger(bench, $"connection {id}, at the server", roams);

        internal Ledger FromServer { get; } = new Ledger(bench, $"connection {id}, at the client", roams);

        /// <summary>Whether both ends are over, or the client could never connect.</summary>
        internal bool IsOver => Volatile.Read(ref _ends) >= 2;

        internal void EndAtClient(int code)
        {
            _clientCode = code;
            End();
        }

        /// <summary>One of the server's ends is over: the only one, unless the client roams.</summary>
        internal void EndAtServer(int code)
        {
            _serverCode = code;
            if (!roams)
            {
                End();
            }
        }

        /// <summary>The client could not connect.</summary>
        internal void Fail(string why)
        {
            Volatile.Write(ref _ends, 2);
            if (why != null)
            {
                bench.Findings.Enqueue($"connection {id}: could not be opened: {why}");
            }
        }

        private void End()
        {
            if (Interlocked.Add(ref _ends, roams ? 2 : 1) != 2)
            {
                return;
            }

            int missing = FromClient.Missing + FromServer.Missing;
            if (roams)
            {
                Interlocked.Add(ref bench.Tally.LostMessages, missing);
            }
            else if (missing != 0 || _clientCode == WsCloseCode.Abnormal || _serverCode == WsCloseCode.Abnormal)
            {
                bench.Findings.Enqueue(
                    $"connection {id}: ended with {_clientCode} for the client and {_serverCode} for the server; {missing} messages are lost");
            }
        }
    }
}
