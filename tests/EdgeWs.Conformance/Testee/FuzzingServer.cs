using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Text;
using EdgeWs.Conformance.Cases;
using EdgeWs.Conformance.Links;
using EdgeWs.Conformance.Playing;
using EdgeWs.Testing.Wire;

namespace EdgeWs.Conformance.Testee
{
    /// <summary>The suite's fuzzing server: a client connects once for the number of cases, once a case, and once for the reports.</summary>
    internal sealed class FuzzingServer : IDisposable
    {
        private readonly Socket _listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        private readonly string[] _ids = CaseTable.Ids.ToArray();
        private readonly List<string> _failures = new List<string>();

        internal FuzzingServer()
        {
            _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            _listener.Listen();
        }

        internal string Url => "ws://" + _listener.LocalEndPoint;

        /// <summary>The cases that the client did not pass.</summary>
        internal IReadOnlyList<string> Failures => _failures;

        /// <summary>Whether the client asked for all that there is, in order.</summary>
        internal bool IsComplete { get; private set; }

        /// <summary>Serves one client.</summary>
        /// <param name="agent">The name that it has to give, as it stands in a URL.</param>
        internal void Run(string agent)
        {
            Serve("/getCaseCount", link =>
            {
                var writer = new FrameWriter(false);
                link.Write(writer.Write(0x80 | Frame.Text, Encoding.ASCII.GetBytes(_ids.Length.ToString())));
                Close(link, writer);
            });

            for (int i = 1; i <= _ids.Length; i++)
            {
                string id = _ids[i - 1];
                Serve("/runCase?case=" + i + "&agent=" + agent, link => CasePlayer.Play(id, link, false, false));
            }

            Serve("/updateReports?agent=" + agent, link => Close(link, new FrameWriter(false)));
            IsComplete = true;
        }

        public void Dispose()
        {
            _listener.Dispose();
        }

        private void Serve(string resource, Action<Link> play)
        {
            using StreamLink link = StreamLink.Accept(_listener.Accept());
            string asked = LinkHandshake.Accept(link);
            if (asked != resource)
            {
                throw new InvalidOperationException(asked + " instead of " + resource);
            }

            try
            {
                play(link);
            }
            catch (Exception e)
            {
                _failures.Add(resource + ": " + e.Message);
            }
        }

        private static void Close(Link link, FrameWriter writer)
        {
            link.Write(writer.Write(0x80 | Frame.Close, CloseBody.Create(1000)));
            new Inbox(link, true).WaitForClose();
        }
    }
}
