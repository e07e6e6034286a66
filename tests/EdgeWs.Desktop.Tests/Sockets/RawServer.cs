using System;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Threading;
using EdgeWs.Desktop.Tests.Loops;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace EdgeWs.Desktop.Tests.Sockets
{
    /// <summary>A server of bare bytes for one client, which misbehaves as a test tells it.</summary>
    internal sealed class RawServer : IDisposable
    {
        /// <summary>The answer that opens a connection.</summary>
        public const string Accepting =
            "HTTP/1.1 101 x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: {accept}\r\n\r\n";

        private readonly Socket _listener;
        private readonly Thread _thread;
        private readonly string _answer;
        private readonly ManualResetEvent _asked = new ManualResetEvent(false);
        private readonly ManualResetEvent _end = new ManualResetEvent(false);

        /// <param name="answer">
        /// What it says to a request, where <c>{accept}</c> stands for the right key; null to say nothing. An empty answer ends the
        /// connection. Otherwise it stays, and the server says no more.
        /// </param>
        public RawServer(string answer)
        {
            _answer = answer;
            _listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            _listener.Listen(1);
            _thread = new Thread(Run) { IsBackground = true };
            _thread.Start();
        }

        public string Url => "ws://127.0.0.1:" + ((IPEndPoint)_listener.LocalEndPoint).Port + "/";

        /// <summary>Waits until the client's request is there.</summary>
        public void AwaitRequest()
        {
            Patience.Await(_asked, "the client's request");
        }

        public void Dispose()
        {
            _end.Set();
            _listener.Close();
            Assert.IsTrue(_thread.Join(Patience.Limit));
            _end.Dispose();
            _asked.Dispose();
        }

        private void Run()
        {
            try
            {
                using Socket socket = _listener.Accept();
                string request = ReadRequest(socket);
                _asked.Set();
                if (_answer == string.Empty)
                {
                    return;
                }

                if (_answer != null)
                {
                    socket.Send(Encoding.ASCII.GetBytes(_answer.Replace("{accept}", Accept(request), StringComparison.Ordinal)));
                }

                _end.WaitOne();
            }
            catch (SocketException)
            {
                // The client or the test ended it.
            }
        }

        private static string ReadRequest(Socket socket)
        {
            var request = new StringBuilder();
            var buffer = new byte[1024];
            while (!request.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
            {
                int count = socket.Receive(buffer);
                if (count == 0)
                {
                    break;
                }

                request.Append(Encoding.ASCII.GetString(buffer, 0, count));
            }

            return request.ToString();
        }

        private static string Accept(string request)
        {
            const string Field = "Sec-WebSocket-Key: ";
            string key = request.Substring(request.IndexOf(Field, StringComparison.Ordinal) + Field.Length, 24);
            return Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11")));
        }
    }
}
