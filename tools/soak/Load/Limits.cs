using EdgeWs.Nano;

namespace EdgeWs.Soak.Load
{
    /// <summary>The limits of both sides: patient, because the machine may be busy with something else.</summary>
    internal static class Limits
    {
        /// <summary>How long a peer that keeps to the rules may be held up, in milliseconds.</summary>
        internal const int Patience = 20000;

        internal static T Apply<T>(T options)
            where T : WsOptions
        {
            options.MaxMessageSize = 2 * Message.Largest;
            options.MaxBufferedBytes = 32768;
            options.HandshakeTimeout = Patience;
            options.SendTimeout = Patience;
            options.CloseTimeout = Patience;
            options.HeartbeatInterval = 4000;
            options.PongTimeout = Patience;
            return options;
        }
    }
}
