using System;
using System.Net;
using System.Net.Sockets;
using System.Threading;

namespace EdgeWs.Nano
{
    /// <summary>
    /// Resolves a name and connects on a short-lived thread, because the platform can do neither without waiting. lwIP holds all
    /// threads while it resolves; the connecting that follows, which may wait for ever, holds only this one.
    /// </summary>
    internal sealed class SocketConnector : TransportConnector
    {
        private readonly object _lock = new object();
        private readonly string _host;
        private readonly int _port;
        private readonly IPEndPoint _endPoint;
        private readonly IPEndPoint _known;
        private Socket _socket;
        private Exception _failure;
        private IPEndPoint _connectedTo;
        private bool _isResolved;
        private bool _isConnected;
        private bool _isCancelled;

        /// <summary>Starts to connect.</summary>
        /// <param name="host">A name or an IP address; not used when an end point is given.</param>
        /// <param name="port">The port, likewise.</param>
        /// <param name="endPoint">The address to use as it is, or null.</param>
        /// <param name="known">Where the name led to the last time, which is tried before the name is resolved; or null.</param>
        internal SocketConnector(string host, int port, IPEndPoint endPoint, IPEndPoint known = null)
        {
            _known = known;
            _host = host;
            _port = port;
            _endPoint = endPoint;
            new Thread(Run).Start();
        }

        internal override Exception Failure
        {
            get
            {
                lock (_lock)
                {
                    return _failure;
                }
            }
        }

        internal override bool FailedToResolve
        {
            get
            {
                lock (_lock)
                {
                    return _failure != null && !_isResolved;
                }
            }
        }

        internal override Transport TryTake()
        {
            lock (_lock)
            {
                if (!_isConnected)
                {
                    return null;
                }

                Socket socket = _socket;
                _socket = null;
                _isConnected = false;
                return new SocketTransport(socket);
            }
        }

        internal override TransportConnector Again()
        {
            lock (_lock)
            {
                // An address that is written out needs no resolving, so it is tried only once.
                return new SocketConnector(_host, _port, _endPoint, IsAddress(_host) ? null : _connectedTo);
            }
        }

        internal override void Cancel()
        {
            Socket socket;
            lock (_lock)
            {
                _isCancelled = true;
                _isConnected = false;
                socket = _socket;
                _socket = null;
            }

            // Outside the lock: to close the socket is also what ends a Connect that waits.
            if (socket != null)
            {
                socket.Close();
            }
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
                        if (i == addresses.Length - 1)
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
                    _failure = e;
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
                    _isResolved = false;
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
                _isResolved = true;
                if (_isCancelled)
                {
                    return;
                }

                socket = new Socket(endPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
                _socket = socket;
            }

            try
            {
                socket.Connect(endPoint);
            }
            catch
            {
                Discard(socket);
                throw;
            }

            lock (_lock)
            {
                _connectedTo = endPoint;
                _isConnected = !_isCancelled;
            }
        }
    }
}
