using System.Net;

namespace EdgeWs.Nano
{
    /// <summary>An attempt to connect that is under way; the first one of a client is none yet. Never blocks.</summary>
    internal abstract class TransportConnector
    {
        /// <summary>What ended the attempt, or null.</summary>
        internal abstract WsError Failure { get; }

        /// <summary>Takes the connection once it is there.</summary>
        /// <returns>The connection, which from then on belongs to the caller, or null.</returns>
        internal abstract Transport TryTake();

        /// <summary>Starts the next attempt. This one must be over.</summary>
        /// <param name="host">A name or an IP address; not used when an end point is given.</param>
        /// <param name="port">The port, likewise.</param>
        /// <param name="endPoint">The address to use as it is, or null.</param>
        /// <param name="certificateName">Whom the server's certificate must name; null for a connection without TLS.</param>
        /// <param name="wasGood">Whether this attempt led to an open WebSocket, so that its address is worth another.</param>
        internal abstract TransportConnector Begin(string host, int port, IPEndPoint endPoint, string certificateName, bool wasGood);

        /// <summary>Starts a TLS handshake over a connection of this attempt, whose proxy has made way.</summary>
        internal abstract TransportConnector Secure(Transport tunnel, string certificateName);

        /// <summary>Gives up an address that does not answer, if its share of the time is over and there is another.</summary>
        /// <param name="now">The time.</param>
        /// <param name="deadline">When the attempt must be over.</param>
        internal virtual void Hurry(int now, int deadline)
        {
        }

        /// <summary>Gives up. A connection that is established all the same is closed. May be called again.</summary>
        internal abstract void Cancel();
    }
}
