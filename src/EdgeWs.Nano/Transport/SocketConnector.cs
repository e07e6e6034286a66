using System;
using System.Net;
using System.Net.Sockets;
using System.Threading;

namespace EdgeWs.Nano
{
    /// <summary>
    /// Resolves a name, connects and shakes hands for TLS on a short-lived thread, because the platform can do none of it without
    /// waiting. lwIP holds all threads while it resolves, and so does the TLS handshake; the connecting between them, which may
    /// wait for ever, holds only this one.
    /// </summary>
    internal sealed class SocketConnector : TransportConnector
    {
        private readonly object _lock = new object();
        private readonly string _host;
        private readonly int _port;
        private readonly IPEndPoint _endPoint;
        private readonly IPEndPoint _known;
        private readonly WsTlsOptions _tls;
        private readonly string _targetHost;
        private Socket _socket;
        private Transport _transport;
        private WsError _failure;
        private IPEndPoint _connectedTo;
        private WsErrorKind _stage = WsErrorKind.NotResolved;
        private bool _isCancelled;

        /// <summary>Starts to connect.</summary>
        /// <param name="host">A name or an IP address; not used when an end point is given.</param>
        /// <param name="port">The port, likewise.</param>
        /// <param name="endPoint">The address to use as it is, or null.</param>
        /// <param name="tls">Checked; null for a connection without TLS.</param>
        /// <param name="targetHost">Whom the server's certificate must name.</param>
        /// <param name="known">Where the name led to the last time, which is tried before the name is resolved; or null.</param>
        internal SocketConnector(
            string host, int port, IPEndPoint endPoint, WsTlsOptions tls, string targetHost, IPEndPoint known = null)
        {
            _tls = tls;
            _targetHost = targetHost;
            _known = known;
            _host = host;
            _port = port;
            _endPoint = endPoint;
            new Thread(Run).Start();
        }

        internal override WsError Failure
        {
            get
            {
                lock (_lock)
                {
                    return _failure;
                }
            }
        }

        internal override Transport TryTake()
        {
            lock (_lock)
            {
                Transport transport = _transport;
                _transport = null;
                return transport;
            }
        }

        internal override TransportConnector Again()
        {
            lock (_lock)
            {
                // An address that is written out needs no resolving, so it is tried only once.
                return new SocketConnector(_host, _port, _endPoint, _tls, _targetHost, IsAddress(_host) ? null : _connectedTo);
            }
        }

        internal override void Cancel()
        {
            Socket socket;
            Transport transport;
            lock (_lock)
            {
                _isCancelled = true;
                socket = _socket;
                transport = _transport;
                _socket = null;
                _transport = null;
            }

            // Outside the lock: to close the socket is also what ends a Connect that waits.
            socket?.Close();
            transport?.Abort();
        }

        private void Run()
        {
            try
            {
                if (_endPoint != null)
                {
                    Connect(_endPoint);
                    return;
                }

                if (_known != null && TryKnown())
                {
                    return;
                }

                IPAddress[] addresses = Resolve(_host);
                if (addresses.Length == 0)
                {
                    throw new InvalidOperationException();
                }

                for (int i = 0; i < addresses.Length; i++)
                {
                    try
                    {
                        Connect(new IPEndPoint(addresses[i], _port));
                        return;
                    }
                    catch (SocketException)
                    {
                        if (i == addresses.Length - 1 || _stage == WsErrorKind.TlsFailed)
                        {
                            throw;
                        }
                    }
                }
            }
            catch (Exception e)
            {
                // Whatever it is: an exception that left a thread of the platform would end it without a word.
                lock (_lock)
                {
                    _failure = new WsError(_stage, 0, e);
                }
            }
        }

        /// <returns>False when the name is to be resolved after all.</returns>
        private bool TryKnown()
        {
            try
            {
                Connect(_known);
                return true;
            }
            catch (SocketException)
            {
                lock (_lock)
                {
                    if (_stage == WsErrorKind.TlsFailed)
                    {
                        throw;
                    }

                    _stage = WsErrorKind.NotResolved;
                    return _isCancelled;
                }
            }
        }

        private static IPAddress[] Resolve(string host)
        {
            return IsAddress(host)
                ? new IPAddress[] { IPAddress.Parse(host) }
                : Dns.GetHostEntry(host).AddressList;
        }

        private static bool IsAddress(string host)
        {
            foreach (char c in host)
            {
                if (c == ':')
                {
                    return true;
                }

                if (c != '.' && (c < '0' || c > '9'))
                {
                    return false;
                }
            }

            return true;
        }

        /// <summary>Closes a socket that did not connect, unless Cancel does: lwIP may have given its number to another by then.</summary>
        private void Discard(Socket socket)
        {
            lock (_lock)
            {
                if (_socket != socket)
                {
                    return;
                }

                _socket = null;
            }

            socket.Close();
        }

        private void Connect(IPEndPoint endPoint)
        {
            Socket socket;
            lock (_lock)
            {
                _stage = WsErrorKind.NotConnected;
                if (_isCancelled)
                {
                    return;
                }

                socket = new Socket(endPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
                _socket = socket;
            }

            Transport transport;
            try
            {
                socket.Connect(endPoint);
                transport = _tls == null ? new SocketTransport(socket) : ShakeHands(socket);
            }
            catch
            {
                Discard(socket);
                throw;
            }

            lock (_lock)
            {
                _socket = null;
                if (!_isCancelled)
                {
                    _connectedTo = endPoint;
                    _transport = transport;
                    return;
                }
            }

            transport.Abort();
        }

        private Transport ShakeHands(Socket socket)
        {
            lock (_lock)
            {
                _stage = WsErrorKind.TlsFailed;
            }

            return TlsHandshake.Run(socket, _tls, _targetHost, null);
        }
    }
}
