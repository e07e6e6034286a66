using System.Text;

namespace EdgeWs.Nano.Tests
{
    /// <summary>What a server and a client under test have in common: their loop, and a log of everything that connections raise.</summary>
    internal abstract class TestSide
    {
        private readonly StringBuilder _log = new StringBuilder();

        protected TestSide(TestLoop loop)
        {
            Loop = loop;
        }

        internal TestLoop Loop { get; }

        /// <summary>
        /// What was raised since the last look: <c>open</c>, <c>text:…</c>, <c>binary:HEX</c>, <c>ping:HEX</c>, <c>drained</c>,
        /// <c>again:CODE:REASON:ATTEMPT</c>, <c>closed:CODE:REASON</c>, each with a semicolon behind it.
        /// </summary>
        internal string TakeLog()
        {
            string log = _log.ToString();
            _log.Clear();
            return log;
        }

        /// <summary>Runs the loop, and takes the log.</summary>
        internal string Run()
        {
            Loop.Run();
            return TakeLog();
        }

        /// <summary>Breaks a connection.</summary>
        internal void Lose(RawPeer peer)
        {
            peer.Transport.Reset();
            Loop.Run();
        }

        protected void Attach(WsConnection connection)
        {
            connection.OnMessage((c, m) => Log(m.IsText ? "text:" + m.GetString() : "binary:" + Bytes.ToHex(m.ToArray())));
            connection.OnPinged((c, m) => Log("ping:" + Bytes.ToHex(m.ToArray())));
            connection.OnDrained(c => Log("drained"));
            connection.OnClosed((c, code, reason) => Log("closed:" + code.ToString() + ":" + reason));
        }

        protected void Log(string text)
        {
            _log.Append(text);
            _log.Append(';');
        }
    }
}
