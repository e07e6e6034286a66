namespace EdgeWs.Nano
{
    /// <summary>An attempt to connect that is under way. Never blocks.</summary>
    internal abstract class TransportConnector
    {
        /// <summary>What ended the attempt, or null.</summary>
        internal abstract WsError Failure { get; }

        /// <summary>Takes the connection once it is there.</summary>
        /// <returns>The connection, which from then on belongs to the caller, or null.</returns>
        internal abstract Transport TryTake();

        /// <summary>Starts a new attempt to reach the same server. This one must be over.</summary>
        internal abstract TransportConnector Again();

        /// <summary>Gives up. A connection that is established all the same is closed. May be called again.</summary>
        internal abstract void Cancel();
    }
}
