namespace EdgeWs.Soak.Load
{
    /// <summary>A client that keeps to the rules, of whatever make.</summary>
    internal abstract class Peer
    {
        protected Peer(Conversation conversation)
        {
            Conversation = conversation;
        }

        internal Conversation Conversation { get; }

        /// <summary>Whether both its end and the server's are over.</summary>
        internal bool IsOver => Conversation.IsOver || IsFailed;

        /// <summary>Whether it was never connected.</summary>
        internal bool IsFailed { get; set; }

        /// <summary>Closes with a closing handshake. Any thread.</summary>
        internal abstract void Close();
    }
}
