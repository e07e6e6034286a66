using System.Net.WebSockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.Logging;

namespace EdgeWs.Testing
{
    /// <summary>ASP.NET Core's server with its WebSocket middleware, at a port that the system chose.</summary>
    internal sealed class KestrelServer : IAsyncDisposable
    {
        private readonly WebApplication _application;

        private KestrelServer(WebApplication application)
        {
            _application = application;
        }

        public string Url => _application.Urls.Single().Replace("http", "ws", StringComparison.Ordinal) + "/";

        /// <summary>Starts a server that accepts every WebSocket.</summary>
        public static Task<KestrelServer> StartAsync(
            Func<WebSocket, Task> handler, WebSocketOptions options = null, Action<HttpsConnectionAdapterOptions> tls = null)
        {
            return StartWithContextAsync(
                async context =>
                {
                    using WebSocket socket = await context.WebSockets.AcceptWebSocketAsync();
                    await handler(socket);
                },
                options,
                tls);
        }

        /// <summary>Starts a server that does anything, with TLS where there are options for it.</summary>
        public static async Task<KestrelServer> StartWithContextAsync(
            RequestDelegate handler, WebSocketOptions options = null, Action<HttpsConnectionAdapterOptions> tls = null)
        {
            WebApplicationBuilder builder = WebApplication.CreateBuilder();
            builder.Logging.ClearProviders();
            builder.WebHost.UseUrls((tls == null ? "http" : "https") + "://127.0.0.1:0");
            builder.WebHost.ConfigureKestrel(kestrel => kestrel.ConfigureHttpsDefaults(tls ?? (_ => { })));
            WebApplication application = builder.Build();
            application.UseWebSockets(options ?? new WebSocketOptions());
            application.Run(handler);
            await application.StartAsync(Patience.Token);
            return new KestrelServer(application);
        }

        public async ValueTask DisposeAsync()
        {
            await _application.StopAsync(Patience.Token);
            await _application.DisposeAsync();
        }
    }
}
