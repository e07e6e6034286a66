namespace EdgeWs.Nano
{
    /// <summary>Whose door it is: a server.</summary>
    internal interface IDoorkeeper
    {
        /// <summary>How many connections may be on their way in at a time.</summary>
        public int MaxGuests { get; }

        /// <summary>How many of them from one address; 0 for as many as there are places.</summary>
        public int MaxGuestsPerAddress { get; }

        /// <summary>Makes a guest of a connection that has a place.</summary>
        public Guest Welcome(Transport transport);
    }
}
