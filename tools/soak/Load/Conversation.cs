using System;
using System.Threading;

namespace EdgeWs.Soak.Load
{
    /// <summary>
    /// What two ends of one connection say to each other: each direction numbers the messages that were accepted, so that the
    /// receiver sees at once what is missing, doubled or out of order.
    /// </summary>
    /// <remarks>Each counter has one writer. The two are compared when both ends are over.</remarks>
    internal sealed class Conversation
    {
        private readonly Findings _findings;
        private readonly Traffic _traffic;
        private int _lastBroadcast = -1;
        private int _clientSent;
        private int _serverSent;
        private int _atServer;
        private int _atClient;
        private int _ends;
        private int _clientCode;
        private int _serverCode;

        internal Conversation(int id, Findings findings, Traffic traffic)
        {
            Id = id;
            _findings = findings;
            _traffic = traffic;
        }

        internal int Id { get; }

        internal int ClientSent => _clientSent;

        internal int ServerSent => _serverSent;

        internal bool IsOver => Volatile.Read(ref _ends) == 2;

        internal void AcceptedFromClient()
        {
            _clientSent++;
        }

        internal void AcceptedFromServer()
        {
            _serverSent++;
        }

        /// <summary>A message of the client is at the server.</summary>
        internal bool ArriveAtServer(ReadOnlySpan<byte> message, bool isText, out Envelope envelope)
        {
            if (!Read(message, isText, out envelope))
            {
                return false;
            }

            Check("server", envelope.Number, ref _atServer);
            return true;
        }

        /// <summary>A message of the server is at the client.</summary>
        /// <param name="message">Its bytes.</param>
        /// <param name="isText">Its type.</param>
        /// <param name="isTimed">Whether the client always reads, so that the time it took is not its own.</param>
        internal void ArriveAtClient(ReadOnlySpan<byte> message, bool isText, bool isTimed)
        {
            if (!Read(message, isText, out Envelope envelope))
            {
                return;
            }

            if (!envelope.IsBroadcast)
            {
                Check("client", envelope.Number, ref _atClient);
                if (isTimed)
                {
                    _traffic.Answered(envelope.Time);
                }
            }
            else if (envelope.Number <= _lastBroadcast)
            {
                _findings.Add($"connection {Id}: broadcast {envelope.Number} after {_lastBroadcast}");
            }
            else
            {
                _lastBroadcast = envelope.Number;
            }
        }

        internal void ClientClosed(int code)
        {
            _clientCode = code;
            EndOne();
        }

        internal void ServerClosed(int code)
        {
            _serverCode = code;
            EndOne();
        }

        private void EndOne()
        {
            if (Interlocked.Increment(ref _ends) < 2)
            {
                return;
            }

            _traffic.Closed();
            if (_clientCode == 1006 || _serverCode == 1006)
            {
                _findings.Add($"connection {Id}: ended with {_clientCode} for the client and {_serverCode} for the server");
            }
            else if (_clientSent != _atServer || _serverSent != _atClient)
            {
                _findings.Add($"connection {Id}: lost {_clientSent - _atServer} to the server and {_serverSent - _atClient} to the client");
            }
        }

        private bool Read(ReadOnlySpan<byte> message, bool isText, out Envelope envelope)
        {
            _traffic.Arrived(message.Length);
            if (Envelope.TryRead(message, isText, out envelope))
            {
                return true;
            }

            _findings.Add($"connection {Id}: a damaged message of {message.Length} bytes");
            return false;
        }

        private void Check(string where, int number, ref int next)
        {
            if (number != next)
            {
                _findings.Add($"connection {Id}: message {number} at the {where} where {next} was next");
            }

            next = number + 1;
        }
    }
}
