using System;
using System.IO;
using System.Net.Http;
using System.Net.WebSockets;
using System.Threading;
using System.Threading.Tasks;

namespace EdgeWs.Cli
{
    /// <summary>Makes connections, and says in one line why one could not be made.</summary>
    internal sealed class Connector : IDisposable
    {
        private static readonly TimeSpan s_keepAliveInterval = TimeSpan.FromSeconds(15);

        private readonly ConnectionSettings _settings;
        private readonly ServerTrust _trust;
        private readonly HttpMessageInvoker _http;

        internal Connector(ConnectionSettings settings)
        {
            _settings = settings;
            _trust = new ServerTrust(settings);
            _http = new HttpMessageInvoker(new SocketsHttpHandler
            {
                // A device is on the same network, where a proxy of the environment does not help.
                UseProxy = settings.Proxy != null,
                Proxy = settings.Proxy,
                UseCookies = false,
                AllowAutoRedirect = false,
                ConnectTimeout = settings.Timeout,
                SslOptions = _trust.CreateOptions(),
            });
        }

        /// <summary>Connects with .NET's own client.</summary>
        /// <exception cref="CliException">It could not connect.</exception>
        /// <exception cref="OperationCanceledException">The user gave up.</exception>
        internal async Task<Session> ConnectAsync(CancellationToken cancellation)
        {
            ClientWebSocket socket = new ClientWebSocket();
            socket.Options.CollectHttpResponseDetails = true;

            // With a timeout these are pings: a device that is gone is noticed while nothing is sent.
            socket.Options.KeepAliveInterval = s_keepAliveInterval;
            socket.Options.KeepAliveTimeout = _settings.Timeout;
            foreach (string name in _settings.Headers.AllKeys)
            {
                socket.Options.SetRequestHeader(name, _settings.Headers[name]);
            }

            Array.ForEach(_settings.Subprotocols, socket.Options.AddSubProtocol);
            try
            {
                await WithinTimeAsync(token => socket.ConnectAsync(_settings.Url, _http, token), cancellation);
                return new Session(socket, _settings.Timeout);
            }
            catch (Exception e) when (e is WebSocketException or HttpRequestException)
            {
                CliException explained = (int)socket.HttpStatusCode is not 0 and not 101
                    ? HandshakeFailure.OfStatus(socket.HttpStatusCode, name => HeaderOf(socket, name), _settings.Url)
                    : HandshakeFailure.Of(e, _settings, _trust.Problem);
                socket.Dispose();
                throw explained;
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        }

        /// <summary>Connects and returns the bare stream behind the handshake, for those who make frames themselves.</summary>
        /// <exception cref="CliException">It could not connect.</exception>
        /// <exception cref="OperationCanceledException">The user gave up.</exception>
        internal async Task<Stream> ConnectRawAsync(CancellationToken cancellation)
        {
            Stream stream = null;
            try
            {
                await WithinTimeAsync(async token => stream = await RawHandshake.RunAsync(_http, _settings, token), cancellation);
                return stream;
            }
            catch (HttpRequestException e)
            {
                throw HandshakeFailure.Of(e, _settings, _trust.Problem);
            }
        }

        public void Dispose()
        {
            _http.Dispose();
        }

        private async Task WithinTimeAsync(Func<CancellationToken, Task> connect, CancellationToken cancellation)
        {
            using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            limit.CancelAfter(_settings.Timeout);
            try
            {
                await connect(limit.Token);
            }
            catch (Exception) when (cancellation.IsCancellationRequested)
            {
                throw new OperationCanceledException(cancellation);
            }
            catch (Exception) when (limit.IsCancellationRequested)
            {
                throw HandshakeFailure.OfTime(_settings.Url, _settings.Timeout);
            }
        }

        private static string HeaderOf(ClientWebSocket socket, string name)
        {
            return socket.HttpResponseHeaders.TryGetValue(name, out var values) ? string.Join(", ", values) : null;
        }
    }
}
