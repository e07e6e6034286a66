using System.Collections.Generic;
using System.IO;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using Socket = EdgeWs.Nano.Socket;

namespace System.Net
{
    /// <summary>
    /// nanoFramework's HttpListener: one port, a thread that accepts, and a call that waits for the next client that has connected,
    /// whether or not it has sent anything. As much of it as an upgrade needs.
    /// </summary>
    public class HttpListener
    {
        private const int Backlog = 10;
        private const int TlsReadTimeout = 10000;

        // The platform gives up listening, without a word, when accepting fails so often in a row.
        private const int MaxAcceptFailures = 5;

        private readonly object _lock = new object();
        private readonly Queue<OutputNetworkStreamWrapper> _queue = new Queue<OutputNetworkStreamWrapper>();
        private readonly List<OutputNetworkStreamWrapper> _clients = new List<OutputNetworkStreamWrapper>();
        private readonly AutoResetEvent _arrived = new AutoResetEvent(false);
        private readonly IPEndPoint _endPoint;
        private readonly bool _isSecure;
        private Socket _listener;
        private Thread _thread;
        private volatile bool _isRunning;
        private bool _isClosed;

        public HttpListener(string prefix, int port, IPAddress localEndpointIP = null)
        {
            _isSecure = prefix.ToLowerInvariant() switch
            {
                "http" => false,
                "https" => true,
                _ => throw new ArgumentException("Prefix should be http or https"),
            };
            int standardPort = _isSecure ? 443 : 80;
            _endPoint = new IPEndPoint(localEndpointIP ?? DefaultAddress(), port == -1 ? standardPort : port);
        }

        public bool IsListening => _isRunning;

        public X509Certificate HttpsCert { get; set; }

        public SslProtocols SslProtocols { get; set; } = SslProtocols.None;

        public void Start()
        {
            lock (_lock)
            {
                ObjectDisposedException.ThrowIf(_isClosed, this);
                if (_isRunning)
                {
                    return;
                }

                // Without ReuseAddress, which here would let two listeners share the port.
                _listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
                _listener.Bind(_endPoint);
                _listener.Listen(Backlog);
                Socket listener = _listener;
                _thread = new Thread(() => Accept(listener)) { IsBackground = true, Name = "HttpListener" };
                _thread.Start();
                _arrived.WaitOne();
            }
        }

        public void Stop()
        {
            lock (_lock)
            {
                ObjectDisposedException.ThrowIf(_isClosed, this);
                _isRunning = false;
                if (_listener != null)
                {
                    _listener.Close();
                    _listener = null;
                    _arrived.Set();
                }
            }
        }

        public void Close()
        {
            lock (_lock)
            {
                if (!_isClosed)
                {
                    Stop();
                    _isClosed = true;
                }
            }
        }

        public void Abort()
        {
            lock (_lock)
            {
                Close();
                lock (_clients)
                {
                    foreach (OutputNetworkStreamWrapper client in _clients)
                    {
                        client.Close();
                    }

                    _clients.Clear();
                }
            }

            _thread?.Join();
        }

        /// <summary>Waits for a client that has connected.</summary>
        /// <returns>Its context, of which nothing has been read; null when the listener is stopped meanwhile.</returns>
        public HttpListenerContext GetContext()
        {
            lock (_lock)
            {
                ObjectDisposedException.ThrowIf(_isClosed, this);
                if (!_isRunning)
                {
                    throw new InvalidOperationException();
                }
            }

            while (_isRunning)
            {
                lock (_queue)
                {
                    if (_queue.TryDequeue(out OutputNetworkStreamWrapper client))
                    {
                        return new HttpListenerContext(client, this);
                    }
                }

                _arrived.WaitOne();
            }

            return null;
        }

        internal void AddClientStream(OutputNetworkStreamWrapper client)
        {
            lock (_clients)
            {
                _clients.Add(client);
            }
        }

        internal void RemoveClientStream(OutputNetworkStreamWrapper client)
        {
            lock (_clients)
            {
                _clients.Remove(client);
            }
        }

        private static IPAddress DefaultAddress()
        {
            return IPAddress.Parse(NetworkInformation.NetworkInterface.GetAllNetworkInterfaces()[0].IPv4Address);
        }

        private void Enqueue(OutputNetworkStreamWrapper client)
        {
            lock (_queue)
            {
                _queue.Enqueue(client);
            }

            _arrived.Set();
        }

        private void Add(Socket socket)
        {
            NetworkStream stream = _isSecure ? Authenticate(socket) : new NetworkStream(socket, ownsSocket: true);
            if (stream == null)
            {
                return;
            }

            // Of a stream that was finalized first, the finalizers of request and response could not end the connection any more.
            // On the device that is a matter of luck; here luck is always bad.
            GC.SuppressFinalize(stream);
            Enqueue(new OutputNetworkStreamWrapper(socket, stream));
        }

        /// <summary>Does the handshake here, on the thread that accepts: nobody else gets in meanwhile.</summary>
        /// <returns>Null when it failed.</returns>
        private SslStream Authenticate(Socket socket)
        {
            var stream = new SslStream(socket);
            try
            {
                stream.AuthenticateAsServer(HttpsCert, false, SslProtocols);
                stream.ReadTimeout = TlsReadTimeout;
                return stream;
            }
            catch (Exception)
            {
                stream.Dispose();
                return null;
            }
        }

        private void Accept(Socket listener)
        {
            _isRunning = true;
            _arrived.Set();
            int failures = 0;
            while (_isRunning)
            {
                try
                {
                    Add(listener.Accept());
                    failures = 0;
                }
                catch (SocketException) when (++failures <= MaxAcceptFailures)
                {
                }
                catch (Exception)
                {
                    _isRunning = false;
                    _arrived.Set();
                }
            }
        }
    }
}
