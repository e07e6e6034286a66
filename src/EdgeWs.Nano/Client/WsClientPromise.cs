namespace EdgeWs.Nano
{
    /// <summary>Tells once how a client's attempt to connect went. The callbacks run in the loop.</summary>
    /// <remarks>For a client that reconnects, it reports the first opening, or the end if there was none.</remarks>
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
            _then += callback;
            return TellLater();
        }

        /// <summary>Adds a callback for the failure. When it has failed already, the callback runs in the next pass.</summary>
        /// <returns>This promise.</returns>
        /// <exception cref="System.ArgumentNullException"><paramref name="callback"/> is null.</exception>
        public WsClientPromise Catch(WsErrorHandler callback)
        {
            Check.NotNull(callback);
            _catch += callback;
            return TellLater();
        }

        private void OnOpened(WsClient client)
        {
            _isSettled = true;
            client.Opened -= OnOpened;
            client.Closed -= OnClosed;
            Tell();
        }

        private void OnClosed(WsConnection connection, int code, string reason)
        {
            _isSettled = true;
            _error = _client.Error;
            Tell();
        }

        /// <summary>A callback that is added after the outcome is called too, from the loop like the others.</summary>
        private WsClientPromise TellLater()
        {
            if (_isSettled)
            {
                _client.Scheduler.Post(Tell);
            }

            return this;
        }

        private void Tell()
        {
            WsClientHandler opened = _then;
            WsErrorHandler failed = _catch;
            _then = null;
            _catch = null;
            if (_error == null)
            {
                opened?.Invoke(_client);
            }
            else
            {
                failed?.Invoke(_error);
            }
        }
    }
}
