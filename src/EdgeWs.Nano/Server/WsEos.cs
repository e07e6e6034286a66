using System.Net;

namespace EdgeWs.Nano
{
    /// <summary>What is known about a channel besides its traffic: where it comes from and who it belongs to.</summary>
    public sealed class WsEos
    {
        private readonly IPEndPoint _remoteEndPoint;
        private readonly bool _isSecure;
        private object _account;

        internal WsEos(IPEndPoint remoteEndPoint, bool isSecure, object account)
        {
            _remoteEndPoint = remoteEndPoint;
            _isSecure = isSecure;
            Account = account;
        }

        /// <summary>The address of the peer; null where the connection has none.</summary>
        public IPEndPoint RemoteEndPoint => _remoteEndPoint;

        /// <summary>Whether the connection is encrypted.</summary>
        public bool IsSecure => _isSecure;

        /// <summary>What the handshake hook attached with <see cref="WsHandshake.Account"/>, or null. The application may change it.</summary>
        public object Account
        {
            get => _account;
            set => _account = value;
        }
    }
}
