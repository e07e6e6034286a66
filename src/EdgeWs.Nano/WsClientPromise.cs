namespace EdgeWs.Nano
{
    /// <summary>Tells once how a client's attempt to connect went. The callbacks run in the loop.</summary>
    /// <remarks>Of a client that reconnects it tells of the first opening, or of the end if none came.</remarks>
    public sealed class WsClientPromise
    {
        private readonly WsClient _client;
        private WsClientHandler _then;
        private WsErrorHandler _catch;
        private WsError _error;
        private bool _isSettled;

        internal WsClientPromise(WsClient client)
        {
            _client = client;
            client.Opened += OnOpened;
            client.Closed += OnClosed;
        }

        /// <summary>The client, to close it for example while it connects.</summary>
        public WsClient Client => _client;

        /// <summary>Adds a callback for the open connection. When it is open already, the callback runs in the next pass.</summary>
        /// <returns>This promise.</returns>
        /// <exception cref="System.ArgumentNullException"><paramref name="callback"/> is null.</exception>
        public WsClientPromise Then(WsClientHandler callback)
        {
            Check.NotNull(callback);
            if (!_isSettled)
            {
                _then += callback;
            }
            else if (_error == null)
            {
                _client.Scheduler.Post(() => callback(_client));
            }

            return this;
        }

        /// <summary>Adds a callback for the failure. When it has failed already, the callback runs in the next pass.</summary>
        /// <returns>This promise.</returns>
        /// <exception cref="System.ArgumentNullException"><paramref name="callback"/> is null.</exception>
        public WsClientPromise Catch(WsErrorHandler callback)
        {
            Check.NotNull(callback);
            if (!_isSettled)
            {
                _catch += callback;
            }
            else if (_error != null)
            {
                _client.Scheduler.Post(() => callback(_error));
            }

            return this;
        }

        private void OnOpened(WsClient client)
        {
            _isSettled = true;
            client.Opened -= OnOpened;
            client.Closed -= OnClosed;
            _then?.Invoke(client);
        }

        private void OnClosed(WsConnection connection, int code, string reason)
        {
            _isSettled = true;
            _error = _client.Error;
            _catch?.Invoke(_error);
        }
    }
}
