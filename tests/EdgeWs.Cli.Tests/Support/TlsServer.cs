using System;
using System.Linq;
using System.Net;
using System.Net.WebSockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.Logging;

namespace EdgeWs.Cli.Tests
{
    /// <summary>ASP.NET Core's server with TLS: tells each client the subject of its certificate, and waits for its close.</summary>
    internal sealed class TlsServer : IAsyncDisposable
    {
        private readonly WebApplication _application;

        private TlsServer(WebApplication application)
        {
            _application = application;
        }

        public string Url => _application.Urls.Single().Replace("https://", "wss://", StringComparison.Ordinal) + "/";

        public static async Task<TlsServer> StartAsync(X509Certificate2 certificate, bool wantsClientCertificate = false)
        {
            WebApplicationBuilder builder = WebApplication.CreateBuilder();
            builder.Logging.ClearProviders();
            builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(https =>
            {
                https.ServerCertificate = certificate;
                https.ClientCertificateMode = wantsClientCertificate ? ClientCertificateMode.RequireCertificate : ClientCertificateMode.NoCertificate;
                https.AllowAnyClientCertificate();
            })));
            WebApplication application = builder.Build();
            application.UseWebSockets();
            application.Run(ServeAsync);
            await application.StartAsync();
            return new TlsServer(application);
        }

        public async ValueTask DisposeAsync()
        {
            await _application.StopAsync();
            await _application.DisposeAsync();
        }

        private static async Task ServeAsync(HttpContext context)
        {
            using WebSocket socket = await context.WebSockets.AcceptWebSocketAsync();
            byte[] subject = Encoding.UTF8.GetBytes(context.Connection.ClientCertificate?.Subject ?? "nobody");
            await socket.SendAsync(subject, WebSocketMessageType.Text, true, CancellationToken.None);
            await socket.ReceiveAsync(new byte[100], CancellationToken.None);
            await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
        }
    }
}
