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
        private readonly WsTlsOptions _tls;
        private readonly HostResolver _resolver;
        private readonly string _certificateName;
        private readonly string _host;
        private readonly int _port;
        private readonly IPEndPoint _endPoint;

        // Where the name led to the last time, if that was good; it is tried before the name is resolved.
        private readonly IPEndPoint _known;

        // Which address of the name was tried last: the next attempt begins behind it.
        private IPAddress _last;

        // How many are left, and when the one that is being tried has had its share of the time; 0 before that is known.
        private int _left;
        private int _shareEnd;
        private Socket _socket;
        private Transport _transport;
        private WsError _failure;
        private IPEndPoint _connectedTo;
        private WsErrorKind _stage = WsErrorKind.NotResolved;
        private bool _isCancelled;

        /// <summary>Makes a connector that does nothing but <see cref="Begin"/>.</summary>
        /// <param name="tls">Checked; null for connections without TLS.</param>
        /// <param name="resolver">What resolves names; null for the platform.</param>
        internal SocketConnector(WsTlsOptions tls, HostResolver resolver = null)
        {
            _tls = tls;
            _resolver = resolver;
        }

        /// <summary>Starts to connect.</summary>
        private SocketConnector(SocketConnector last, string host, int port, IPEndPoint endPoint, string certificateName, bool wasGood)
            : this(last._tls, last._resolver)
        {
            _host = host;
            _port = port;
            _endPoint = endPoint;
            _certificateName = certificateName;
            bool isSame = last._host == host && last._port == port;

            // An address that is written out needs no resolving, so it is tried only once.
            _known = isSame && wasGood && last._endPoint == null && !IsAddress(host) ? last._connectedTo : null;
            _last = isSame ? last._last : null;
            new Thread(Run).Start();
        }

        /// <summary>Starts a TLS handshake.</summary>
        private SocketConnector(SocketConnector last, Socket tunnel, string certificateName)
            : this(last._tls, last._resolver)
        {
            _host = last._host;
            _port = last._port;
            _last = last._last;
            _connectedTo = last._connectedTo;
            _certificateName = certificateName;
            _socket = tunnel;
            new Thread(() => RunTls(tunnel)).Start();
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

        internal override TransportConnector Begin(string host, int port, IPEndPoint endPoint, string certificateName, bool wasGood)
        {
            lock (_lock)
            {
                return new SocketConnector(this, host, port, endPoint, certificateName, wasGood);
            }
        }

        internal override TransportConnector Secure(Transport tunnel, string certificateName)
        {
            lock (_lock)
            {
                return new SocketConnector(this, ((SocketTransport)tunnel).Socket, certificateName);
            }
        }

        internal override void Hurry(int now, int deadline)
        {
            Socket socket = null;
            lock (_lock)
            {
                if (_left == 0 || _socket == null || _stage != WsErrorKind.NotConnected)
                {
                    return;
                }

                if (_shareEnd == 0)
                {
                    _shareEnd = (now + (deadline - now) / (_left + 1)) | 1;
                }
                else if (now - _shareEnd >= 0)
                {
                    socket = _socket;
                    _socket = null;
                }
            }

            // Outside the lock, as in Cancel.
            socket?.Close();
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
                    Connect(_endPoint, 0);
                    return;
                }

                if (_known != null && TryConnect(_known, 1))
                {
                    return;
                }

                IPAddress[] addresses = Resolve(_host);
                if (addresses.Length == 0)
                {
                    throw new InvalidOperationException();
                }

                // Name servers turn the order, so that it is the address that counts.
                int at = IndexOf(addresses, _last);
                for (int left = addresses.Length - 1; left > 0; left--)
                {
                    if (TryConnect(Next(addresses, ++at), left))
                    {
                        return;
                    }
                }

                Connect(Next(addresses, ++at), 0);
            }
            catch (Exception e)
            {
                // Whatever it is: an exception that left a thread of the platform would end it without a word.
                Fail(e);
            }
        }

        private void RunTls(Socket socket)
        {
            try
            {
                Finish(socket, null);
            }
            catch (Exception e)
            {
                Discard(socket);
                Fail(e);
            }
        }

        private void Fail(Exception e)
        {
            lock (_lock)
            {
                _failure = new WsError(_stage, 0, e);
            }
        }

        private IPEndPoint Next(IPAddress[] addresses, int at)
        {
            IPAddress address = addresses[at % addresses.Length];
            lock (_lock)
            {
                _last = address;
            }

            return new IPEndPoint(address, _port);
        }

        private static int IndexOf(IPAddress[] addresses, IPAddress address)
        {
            int index = addresses.Length - 1;
            while (index >= 0 && !addresses[index].Equals(address))
            {
                index--;
            }

            return index;
        }

        /// <summary>Tries an address behind which others follow.</summary>
        /// <returns>False when the next one is to be tried.</returns>
        private bool TryConnect(IPEndPoint endPoint, int left)
        {
            try
            {
                Connect(endPoint, left);
                return true;
            }
            catch (Exception)
            {
                lock (_lock)
                {
                    // Who answers is the server, whatever comes of it.
                    if (_stage == WsErrorKind.TlsFailed)
                    {
                        throw;
                    }

                    _stage = WsErrorKind.NotResolved;
                    return _isCancelled;
                }
            }
        }

        private IPAddress[] Resolve(string host)
        {
            return IsAddress(host) ? new IPAddress[] { IPAddress.Parse(host) }
                : _resolver != null ? _resolver(host)
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

        private void Connect(IPEndPoint endPoint, int left)
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
                _left = left;
                _shareEnd = 0;
            }

            try
            {
                socket.Connect(endPoint);
                Finish(socket, endPoint);
            }
            catch
            {
                Discard(socket);
                throw;
            }
        }

        /// <summary>Hands over a connection, after the TLS handshake if there is to be one.</summary>
        private void Finish(Socket socket, IPEndPoint endPoint)
        {
            lock (_lock)
            {
                if (_socket != socket)
                {
                    // Given up in the moment in which it connected.
                    throw new InvalidOperationException();
                }

                _left = 0;
                _stage = _certificateName == null ? _stage : WsErrorKind.TlsFailed;
            }

            Transport transport;
            if (_certificateName == null)
            {
                transport = new SocketTransport(socket);
            }
            else
            {
                // A redirection may lead to TLS where the URL did not.
                transport = TlsHandshake.Run(socket, _tls ?? new WsTlsOptions(), _certificateName, null);
            }

            lock (_lock)
            {
                _socket = null;
                if (!_isCancelled)
                {
                    _connectedTo = endPoint ?? _connectedTo;
                    _transport = transport;
                    return;
                }
            }

            transport.Abort();
        }
    }
}
