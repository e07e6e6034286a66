namespace EdgeWs.Nano
{
    /// <summary>Whose door it is: a server.</summary>
    internal interface IDoorkeeper
    {
        /// <summary>Makes a guest of a connection that has a place.</summary>
        public Guest Welcome(Transport transport);
    }
}
