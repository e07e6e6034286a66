namespace EdgeWs.Soak
{
    /// <summary>Counts of all connections together, to be added to with Interlocked.</summary>
    internal sealed class Tally
    {
        /// <summary>Connections of those who keep to the rules, and of those who do not.</summary>
        internal long Opened;
        internal long Nuisances;

        /// <summary>Messages that arrived, at either end; those in parts; their bytes; those that Send did not take.</summary>
        internal long Messages;
        internal long InParts;
        internal long Bytes;
        internal long Refused;

        /// <summary>Connections that were lost by clients that connect again, and messages that were lost with them.</summary>
        internal long Losses;
        internal long LostMessages;
    }
}
