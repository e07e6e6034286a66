using System;
using System.IO;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Reflection;

namespace EdgeWs.Nano
{
    /// <summary>
    /// What this library needs of System.Net.Http and is not public there: the hand-over of a connection, which is meant for
    /// nanoFramework's own WebSockets.
    /// </summary>
    internal static class ListenerInternals
    {
        private const BindingFlags Hidden = BindingFlags.NonPublic | BindingFlags.Instance;

        // Of HttpListenerContext.
        private const string HandOver = "GetWebsocketContext";
        private const string Output = "m_clientOutputStream";

        // Of the type of Output.
        private const string OutputSocket = "m_Socket";

        // Of what HandOver returns.
        private const string HandedStream = "NetworkStream";

        /// <summary>Takes the connection out of a context whose request has been read. The context's response is null then.</summary>
        /// <param name="context">The context.</param>
        /// <param name="early">What came behind the head of the request and was read together with it.</param>
        /// <exception cref="NotSupportedException">System.Net.Http is of a version that this library does not know; the context is untouched then.</exception>
        internal static Transport Detach(HttpListenerContext context, out byte[] early)
        {
            MethodInfo handOver = FindHandOver(typeof(HttpListenerContext));
            HttpListenerRequest request = context.Request;
            Stream input = request.InputStream;
            HttpListenerResponse response = context.Response;
            Socket socket = (Socket)Get(Get(context, Output), OutputSocket);
            object handedOver = handOver.Invoke(context, null);
            Stream stream = null;
            try
            {
                // The finalizers of both may end the connection, at the first collection that finds the context gone.
                GC.SuppressFinalize(response);
                GC.SuppressFinalize(input);
                stream = (Stream)Get(handedOver, HandedStream);
                SslStream tls = stream as SslStream;

                // A body in chunks, which no handshake has, is taken apart by the stream; to read that could wait for the client.
                early = request.Headers["Transfer-Encoding"] == null ? ReadEarly(input, tls, socket) : new byte[0];
                return tls == null ? new SocketTransport(socket) : new TlsTransport(tls, socket);
            }
            catch
            {
                // Out of memory. The context does not know the connection any more.
                stream?.Close();
                socket.Close();
                throw;
            }
        }

        private static byte[] ReadEarly(Stream input, SslStream tls, Socket socket)
        {
            // The stream counts what it holds and what is behind it together. Only the former is to be read here: to ask for more
            // could leave some of it in the stream. Nobody else reads, so the count behind it only grows.
            int held = 0;
            int waiting;
            try
            {
                do
                {
                    waiting = CountBehind(tls, socket);
                    held = (int)input.Length - waiting;
                }
                while (CountBehind(tls, socket) != waiting);
            }
            catch (Exception)
            {
                // Over already, which the transport will find out.
                held = 0;
            }

            byte[] early = new byte[held];
            for (int at = 0; at < held;)
            {
                at += input.Read(early, at, held - at);
            }

            return early;
        }

        private static int CountBehind(SslStream tls, Socket socket)
        {
            return tls == null ? socket.Available : (int)tls.Length;
        }

        private static MethodInfo FindHandOver(Type context)
        {
            return context.GetMethod(HandOver, Hidden) ?? throw new NotSupportedException();
        }

        private static FieldInfo Find(Type type, string name)
        {
            return type.GetField(name, Hidden) ?? throw new NotSupportedException();
        }

        private static object Get(object owner, string name)
        {
            return Find(owner.GetType(), name).GetValue(owner);
        }
    }
}
