using System;
using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Security.Authentication;

namespace EdgeWs.Cli
{
    /// <summary>Says why a connection could not be made.</summary>
    internal static class HandshakeFailure
    {
        /// <summary>The server answered the handshake with a status other than 101.</summary>
        internal static CliException OfStatus(HttpStatusCode status, Func<string, string> header, Uri url)
        {
            string meaning = (int)status switch
            {
                200 => $"the server has something at {url.AbsolutePath}, but not a WebSocket",
                301 or 302 or 303 or 307 or 308 => $"it moved to {header("Location") ?? "somewhere"}",
                400 => "the server says the request is malformed",
                401 => $"credentials are missing or wrong ({header("WWW-Authenticate") ?? "--header \"Authorization: …\""})",
                403 => "not allowed; check the credentials (--header) and the origin (--origin)",
                404 => $"there is nothing at {url.AbsolutePath}",
                426 => "the request did not arrive as a WebSocket handshake; is there a proxy in between?",
                429 => "too many requests",
                431 => "the header fields are too large for the server",
                500 => "the server failed, perhaps in its handshake handler",
                502 or 504 => "the proxy cannot reach the server",
                503 => "the server is full, or not ready",
                _ => "this is not a WebSocket",
            };
            return new CliException(ExitCode.Refused, $"Refused with {(int)status} {NameOf(status)}: {meaning}.");
        }

        /// <summary>The server accepted, but its answer breaks RFC 6455.</summary>
        internal static CliException OfAnswer(string problem)
        {
            return new CliException(ExitCode.Refused, $"The answer is not a valid WebSocket handshake: {problem}.");
        }

        /// <summary>Nothing came in time.</summary>
        internal static CliException OfTime(Uri url, TimeSpan timeout)
        {
            return new CliException(
                ExitCode.Unreachable, FormattableString.Invariant($"No answer from {PeerOf(url)} within {timeout.TotalSeconds:0.###} s."));
        }

        /// <summary>There was no answer, or none that is HTTP.</summary>
        /// <param name="exception">What .NET says.</param>
        /// <param name="settings">Whom it was to be connected to.</param>
        /// <param name="trustProblem">Why the certificate was not trusted; null when it was.</param>
        internal static CliException Of(Exception exception, ConnectionSettings settings, string trustProblem)
        {
            string peer = PeerOf(settings.Url);
            if (trustProblem != null)
            {
                return new CliException(
                    ExitCode.Tls, $"The certificate of {peer} is not trusted: {trustProblem}. --ca FILE trusts it, --insecure trusts any.");
            }

            // A failed write carries a SocketException below an HttpRequestException that says more: the outermost that is known wins.
            for (Exception e = exception; e != null; e = e.InnerException)
            {
                CliException known = e switch
                {
                    SocketException socket => OfSocket(socket, settings.Proxy?.Address ?? settings.Url),
                    HttpRequestException { HttpRequestError: HttpRequestError.ProxyTunnelError } proxy =>
                        OfProxy(proxy.StatusCode, PeerOf(settings.Proxy.Address), peer),
                    AuthenticationException => OfTls(e, peer),
                    HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } => OfTls(e.InnerException ?? e, peer),
                    HttpRequestException { HttpRequestError: HttpRequestError.ResponseEnded } =>
                        new CliException(ExitCode.Refused, $"{peer} ended the connection without an answer."),
                    HttpIOException { HttpRequestError: HttpRequestError.ResponseEnded } =>
                        new CliException(ExitCode.Refused, $"{peer} ended the connection without an answer."),
                    HttpRequestException { HttpRequestError: HttpRequestError.InvalidResponse } =>
                        new CliException(ExitCode.Refused, $"{peer} does not answer with HTTP."),
                    _ => null,
                };
                if (known != null)
                {
                    return known;
                }
            }

            return exception is WebSocketException
                ? OfAnswer(exception.Message.TrimEnd('.'))
                : new CliException(ExitCode.Unreachable, $"No connection to {peer}: {exception.GetBaseException().Message}");
        }

        private static CliException OfSocket(SocketException exception, Uri url)
        {
            string peer = PeerOf(url);
            string text = exception.SocketErrorCode switch
            {
                SocketError.ConnectionRefused => $"{peer} refuses connections: nothing is listening there.",
                SocketError.HostNotFound or SocketError.NoData => $"There is no host named {url.IdnHost}.",
                SocketError.TryAgain => $"The name {url.IdnHost} cannot be resolved right now.",
                SocketError.HostUnreachable or SocketError.NetworkUnreachable => $"There is no route to {peer}.",
                SocketError.ConnectionReset => $"{peer} reset the connection.",
                _ => $"No connection to {peer}: {exception.Message}.",
            };
            return new CliException(ExitCode.Unreachable, text);
        }

        private static CliException OfProxy(HttpStatusCode? status, string proxy, string peer)
        {
            string text = status switch
            {
                null => $"The proxy {proxy} gives no way to {peer}.",
                HttpStatusCode.ProxyAuthenticationRequired =>
                    $"The proxy {proxy} wants credentials, or others (--proxy NAME:PASSWORD@HOST:PORT): 407 {NameOf(status.Value)}.",
                _ => $"The proxy {proxy} gives no way to {peer}: {(int)status} {NameOf(status.Value)}.",
            };
            return new CliException(ExitCode.Unreachable, text);
        }

        private static CliException OfTls(Exception exception, string peer)
        {
            return new CliException(
                ExitCode.Tls, $"TLS with {peer} failed (does it speak TLS at all?): {exception.GetBaseException().Message.TrimEnd('.')}.");
        }

        private static string PeerOf(Uri url)
        {
            return url.Host + ":" + url.Port;
        }

        private static string NameOf(HttpStatusCode status)
        {
            using HttpResponseMessage message = new HttpResponseMessage(status);
            return message.ReasonPhrase;
        }
    }
}
