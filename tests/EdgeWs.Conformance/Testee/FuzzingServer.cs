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
        private readonly TcpListener _listener = new TcpListener(IPAddress.Loopback, 0);
        private readonly string[] _ids = CaseTable.Ids.ToArray();

        internal FuzzingServer()
        {
            _listener.Start();
        }

        internal string Url => "ws://" + _listener.LocalEndpoint;

        /// <summary>The cases that the client did not pass.</summary>
        internal List<string> Failures { get; } = new List<string>();

        /// <summary>Serves one client, which has to ask for all that there is, in order.</summary>
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
        }

        public void Dispose()
        {
            _listener.Dispose();
        }

        private void Serve(string resource, Action<Link> play)
        {
            using StreamLink link = StreamLink.Accept(_listener.AcceptSocket());
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
                Failures.Add(resource + ": " + e.Message);
            }
        }

        private static void Close(Link link, FrameWriter writer)
        {
            link.Write(writer.Write(0x80 | Frame.Close, CloseBody.Create(1000)));
            new Inbox(link, true).WaitForClose();
        }
    }
}
