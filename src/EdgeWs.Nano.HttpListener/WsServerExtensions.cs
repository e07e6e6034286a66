using System;
using System.Net;
using System.Text;

namespace EdgeWs.Nano
{
    /// <summary>Upgrade mode: a <see cref="WsServer"/> takes connections over from an HTTP server.</summary>
    public static class WsServerExtensions
    {
        /// <summary>Takes over the connection of a request that asks for a WebSocket at the server's path. RFC 6455 section 4.2.</summary>
        /// <remarks>
        /// Any thread may call this. What follows runs on the thread that polls: the answer, which may as well be a refusal, and
        /// all events. When the request has not been read yet, reading it may wait for the client without end. To be called before
        /// the body of the request or the response is touched.
        /// </remarks>
        /// <param name="server">The server, usually one in upgrade mode. One that is stopped refuses with 503.</param>
        /// <param name="context">Not to be used any more when the result is true; its <c>Response</c> is null then.</param>
        /// <returns>
        /// True when the connection belongs to the server now. False when the request is not for it, being for another path or no
        /// request to upgrade to a WebSocket: then it is the caller's, untouched.
        /// </returns>
        /// <exception cref="ArgumentNullException"><paramref name="server"/> or <paramref name="context"/> is null.</exception>
        /// <exception cref="NotSupportedException">System.Net.Http is of a version that this library does not know.</exception>
        public static bool TryUpgrade(this WsServer server, HttpListenerContext context)
        {
            if (server == null || context == null)
            {
                throw new ArgumentNullException();
            }

            HttpListenerRequest request = context.Request;
            string path = AsksForWebSocket(request) ? HttpRequest.SplitTarget(request.RawUrl, out _) : null;
            if (path == null || !server.Serves(path))
            {
                return false;
            }

            byte[] head = HeadOf(request);
            Transport transport = ListenerInternals.Detach(context, out byte[] early);
            try
            {
                byte[] received = new byte[head.Length + early.Length];
                Array.Copy(head, 0, received, 0, head.Length);
                Array.Copy(early, 0, received, head.Length, early.Length);
                server.Scheduler.Post(() => server.Adopt(transport, received));
            }
            catch
            {
                // Out of memory: of 16 sockets none may wait for the garbage collector.
                transport.Close();
                throw;
            }

            return true;
        }

        /// <summary>Whether the request has been understood and asks for a WebSocket, be it rightly or not.</summary>
        private static bool AsksForWebSocket(HttpListenerRequest request)
        {
            string upgrade = request.Headers["Upgrade"];
            return request.RawUrl != null && upgrade != null && upgrade.ToLower().IndexOf("websocket") >= 0;
        }

        /// <summary>Writes the head of a request again, so that it is judged as on a server's own port.</summary>
        private static byte[] HeadOf(HttpListenerRequest request)
        {
            string line = request.HttpMethod + " " + request.RawUrl + " HTTP/" + request.ProtocolVersion.ToString() + "\r\n";
            return Encoding.UTF8.GetBytes(line + request.Headers.ToString());
        }
    }
}
