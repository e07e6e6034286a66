using System;
using System.Collections;
using System.Net;
using System.Net.Sockets;

namespace EdgeWs.Nano
{
    /// <summary>A WebSocket server, driven by its scheduler: no thread, no timer.</summary>
    /// <remarks>
    /// A server has a port of its own, or it is in upgrade mode: then it takes connections over from an HTTP server. All members
    /// are to be used on the thread that polls. Events are raised from inside <see cref="IoScheduler.Poll()"/> only,
    /// never from inside a call of a member.
    /// </remarks>
    public sealed class WsServer : IoPollable
    {
        internal readonly IoScheduler Scheduler;
        private readonly WsServerOptions _options;
        private readonly IPEndPoint _endPoint;
        private readonly WsTlsOptions _tls;
        private readonly TlsSessions _sessions;
        private readonly ArrayList _openings = new ArrayList();
        private readonly ArrayList _channels = new ArrayList();
        private TransportListener _listener;
        private bool _isRunning;
        private int _lastId;
        private readonly string _path;

        private WsServer(string path, IPEndPoint endPoint, WsTlsOptions tls, WsServerOptions options)
        {
            _path = path;
            _endPoint = endPoint;
            _tls = tls;
            _sessions = tls == null ? null : new TlsSessions(tls.MaxSessions);
            _options = options ?? new WsServerOptions();
            Scheduler = _options.Scheduler ?? IoSched.Default;
        }

        /// <summary>The server listens. Raised after <see cref="Start"/>; never in upgrade mode.</summary>
        public event WsServerHandler Started;

        /// <summary>The server listens no more. Raised after <see cref="Stop"/>; its channels may still be closing.</summary>
        public event WsServerHandler Stopped;

        /// <summary>A client asks to be connected: the handler may accept or refuse, choose a subprotocol and attach an account.</summary>
        /// <remarks>A handler that throws refuses the client with 500.</remarks>
        public event WsHandshakeHandler Handshake;

        /// <summary>A client is connected.</summary>
        public event WsConnectionHandler Connection;

        /// <summary>The path that clients must ask for.</summary>
        public string Path => _path;

        /// <summary>The options that the server was created with.</summary>
        public WsServerOptions Options => _options;

        /// <summary>The port on which the server listens; -1 while it does not, and in upgrade mode.</summary>
        public int Port => _listener == null ? -1 : _listener.Port;

        /// <summary>How many channels are open or closing.</summary>
        public int ChannelCount => _channels.Count;

        /// <summary>How many TLS sessions the server has, those of channels and of opening handshakes.</summary>
        internal int SessionCount => _sessions == null ? 0 : _sessions.Count;

        /// <summary>Makes a server. It listens after <see cref="Start"/>.</summary>
        /// <param name="path">The path that clients must ask for, such as <c>/chat</c>; it begins with a slash and has no query.</param>
        /// <param name="endPoint">The address and port to listen on. Port 0 has the platform choose one, see <see cref="Port"/>.</param>
        /// <param name="options">Limits and deadlines; the defaults when null.</param>
        /// <exception cref="ArgumentNullException"><paramref name="path"/> or <paramref name="endPoint"/> is null.</exception>
        /// <exception cref="ArgumentException">The path is none.</exception>
        public static WsServer Create(string path, IPEndPoint endPoint, WsServerOptions options = null)
        {
            Check.NotNull(endPoint);
            Check.Path(path, false);
            return new WsServer(path, endPoint, null, options);
        }

        /// <summary>Makes a server for <c>wss</c>. It listens after <see cref="Start"/>.</summary>
        /// <param name="path">As for the other.</param>
        /// <param name="endPoint">As for the other.</param>
        /// <param name="tls">The server's certificate, and what else TLS needs.</param>
        /// <param name="options">Limits and deadlines; the defaults when null.</param>
        /// <remarks>A handshake holds the device for seconds. One that fails is told to <see cref="IoScheduler.Error"/>.</remarks>
        /// <exception cref="ArgumentNullException"><paramref name="path"/>, <paramref name="endPoint"/> or <paramref name="tls"/> is null.</exception>
        /// <exception cref="ArgumentException">
        /// The path is none; or the TLS options have no certificate or two, or <see cref="WsTlsOptions.CaCertificate"/>,
        /// <see cref="WsTlsOptions.AcceptAnyServer"/> or <see cref="WsTlsOptions.TargetHost"/>, which are for clients.
        /// </exception>
        public static WsServer Create(string path, IPEndPoint endPoint, WsTlsOptions tls, WsServerOptions options = null)
        {
            Check.NotNull(endPoint);
            Check.NotNull(tls);
            Check.Path(path, false);
            tls.CheckFor(true);
            return new WsServer(path, endPoint, tls, options);
        }

        /// <summary>
        /// Makes a server in upgrade mode: it has no port of its own and takes over the connections of an HTTP server whose clients
        /// ask for its path. It takes them from now on until <see cref="Stop"/>.
        /// </summary>
        /// <param name="path">The path that clients must ask for, such as <c>/chat</c>; it begins with a slash and has no query.</param>
        /// <param name="options">Limits and deadlines; the defaults when null.</param>
        /// <exception cref="ArgumentNullException"><paramref name="path"/> is null.</exception>
        /// <exception cref="ArgumentException">The path is none.</exception>
        public static WsServer Create(string path, WsServerOptions options = null)
        {
            Check.Path(path, false);
            WsServer server = new WsServer(path, null, null, options);
            server._isRunning = true;
            return server;
        }

        /// <summary>Makes a server that listens already. Used with transports other than sockets.</summary>
        internal static WsServer Create(string path, TransportListener listener, WsServerOptions options)
        {
            WsServer server = new WsServer(path, null, null, options);
            server.Listen(listener);
            return server;
        }

        /// <summary>Begins to listen.</summary>
        /// <returns>False when the server listens already, when the port is in use or when no socket is free.</returns>
        /// <exception cref="InvalidOperationException">The server is in upgrade mode, so there is nothing to listen on.</exception>
        public bool Start()
        {
            if (_listener != null)
            {
                return false;
            }

            if (_endPoint == null)
            {
                throw new InvalidOperationException();
            }

            try
            {
                SocketListener listener = new SocketListener(_endPoint, _options.MaxChannels);
                Listen(_tls == null ? listener : new TlsListener(listener, _tls, _sessions, Scheduler, _options.MaxHandshakes));
                return true;
            }
            catch (SocketException)
            {
                return false;
            }
        }

        /// <summary>Ends listening at once and closes all channels with 1001. Their <see cref="WsConnection.Closed"/> events follow.</summary>
        /// <remarks>In upgrade mode this is for good: clients that still ask for the path are answered 503.</remarks>
        public void Stop()
        {
            if (!_isRunning)
            {
                return;
            }

            _isRunning = false;
            if (_listener != null)
            {
                _listener.Close();
                _listener = null;
                Scheduler.Remove(this);
            }

            while (_openings.Count > 0)
            {
                ((ServerOpening)_openings[0]).End();
            }

            for (int i = 0; i < _channels.Count; i++)
            {
                ((WsServerChannel)_channels[i]).Close(WsCloseCode.GoingAway);
            }

            Scheduler.Post(() => Raise(Stopped));
        }

        /// <summary>Sends a text message to all open channels.</summary>
        /// <returns>How many took it; the others are not open, or too much waits for them already.</returns>
        /// <exception cref="ArgumentNullException"><paramref name="text"/> is null.</exception>
        public int Broadcast(string text)
        {
            byte[] bytes = Payload.FromText(text);
            return Broadcast(bytes, 0, bytes.Length, WsMessageType.Text);
        }

        /// <summary>Sends a binary message to all open channels.</summary>
        /// <returns>As for <see cref="Broadcast(string)"/>.</returns>
        /// <exception cref="ArgumentNullException"><paramref name="data"/> is null.</exception>
        public int Broadcast(byte[] data)
        {
            Check.NotNull(data);
            return Broadcast(data, 0, data.Length, WsMessageType.Binary);
        }

        /// <summary>Sends a received message on to all open channels.</summary>
        /// <returns>As for <see cref="Broadcast(string)"/>.</returns>
        /// <exception cref="ArgumentNullException"><paramref name="message"/> is null, or its handler has returned.</exception>
        public int Broadcast(WsMessage message)
        {
            Check.NotNull(message);
            return Broadcast(message.Buffer, message.Offset, message.Count, message.Type);
        }

        /// <summary>Sends a value to all open channels; see <see cref="WsConnection.Send(object)"/>.</summary>
        /// <returns>As for <see cref="Broadcast(string)"/>.</returns>
        /// <exception cref="NotSupportedException">Nobody can write the value.</exception>
        /// <exception cref="InvalidOperationException">The value contains itself, or is nested too deeply.</exception>
        /// <exception cref="ArgumentOutOfRangeException">On the device: the JSON is longer than 32,000 characters.</exception>
        public int Broadcast(object value)
        {
            return value is byte[] data ? Broadcast(data) : Broadcast(Payload.ToText(value, _options.Formatter));
        }

        /// <summary>Sends part of an array to all open channels. The frame is made once. Up to about 4 KB nothing is allocated while all keep up.</summary>
        /// <param name="buffer">Only read, and only during the call. For text it must hold valid UTF-8, which is not checked.</param>
        /// <param name="offset">Where the message begins.</param>
        /// <param name="count">Its length in bytes.</param>
        /// <param name="type">Text or binary.</param>
        /// <returns>As for <see cref="Broadcast(string)"/>.</returns>
        /// <exception cref="ArgumentNullException"><paramref name="buffer"/> is null.</exception>
        /// <exception cref="ArgumentOutOfRangeException">The range does not lie in the array, or the type is neither.</exception>
        public int Broadcast(byte[] buffer, int offset, int count, WsMessageType type)
        {
            Check.Message(buffer, offset, count, type);
            byte[] frame = Scheduler.Sender.EncodeShared((int)type, buffer, offset, count, out int length);
            byte[] kept = null;
            int taken = 0;
            for (int i = 0; i < _channels.Count; i++)
            {
                if (((WsServerChannel)_channels[i]).SendShared(frame, length, ref kept))
                {
                    taken++;
                }
            }

            Scheduler.Sender.ReleaseShared(frame, kept);
            return taken;
        }

        internal override int Poll(int now)
        {
            // One a pass, and no more than may be under way: the others wait in the platform's queue, unless one may be hurried.
            ServerOpening oldest = null;
            if (_openings.Count >= _options._maxHandshakes)
            {
                oldest = (ServerOpening)_openings[0];
                if (!oldest.MayYield(now))
                {
                    return Idle;
                }
            }

            Transport transport = _listener.Accept();
            if (transport == null)
            {
                return Idle;
            }

            oldest?.Yield();

            Begin(transport);
            return Worked;
        }

        internal override bool Wait(int milliseconds)
        {
            return _openings.Count < _options.MaxHandshakes && _listener.Wait(milliseconds);
        }

        internal override void Fault()
        {
            // An exception while accepting, such as one of memory: the server goes on, the connection is lost.
        }

        /// <summary>Takes over a connection of an HTTP server.</summary>
        /// <param name="transport">The connection.</param>
        /// <param name="received">The head of the request as it was sent, and whatever came behind it.</param>
        internal void Adopt(Transport transport, byte[] received)
        {
            ServerOpening opening = Begin(transport);
            try
            {
                // The odd piece first, so that the last one, with the end of the head and what is behind it, is the longest.
                DecoderInput input = Scheduler.Input;
                int count;
                for (int at = 0; at < received.Length && !opening.IsRefused; at += count)
                {
                    count = (received.Length - at - 1) % input.Buffer.Length + 1;
                    Array.Copy(received, at, input.Buffer, 0, count);
                    input.Position = 0;
                    input.End = count;
                    opening.Read(input);
                }
            }
            catch
            {
                opening.End();
                throw;
            }
        }

        /// <summary>Whether there is no channel left for a client, or none for its address, or the server does not run.</summary>
        internal bool IsFullFor(Transport transport)
        {
            if (!_isRunning || _channels.Count >= _options.MaxChannels)
            {
                return true;
            }

            IPEndPoint client = _options.MaxChannelsPerAddress == 0 ? null : transport.RemoteEndPoint;
            int left = _options.MaxChannelsPerAddress;
            for (int i = 0; client != null && i < _channels.Count; i++)
            {
                IPEndPoint other = ((WsServerChannel)_channels[i]).Transport.RemoteEndPoint;
                if (other != null && other.Address.Equals(client.Address) && --left == 0)
                {
                    return true;
                }
            }

            return false;
        }

        /// <summary>Asks the application about a valid handshake.</summary>
        internal void Authorize(WsHandshake handshake)
        {
            if (_options.Origins != null && handshake.Origin != null && Array.IndexOf(_options.Origins, handshake.Origin) < 0)
            {
                handshake.Refuse(403);
                return;
            }

            string[] spoken = _options.Protocols;
            for (int i = 0; i < spoken.Length; i++)
            {
                if (Array.IndexOf(handshake.Protocols, spoken[i]) >= 0)
                {
                    handshake.Accept(spoken[i]);
                    break;
                }
            }

            try
            {
                Handshake?.Invoke(this, handshake);
            }
            catch (Exception e)
            {
                Scheduler.Report(this, e);
                handshake.Refuse(500);
            }
        }

        /// <summary>Makes a channel of an accepted handshake.</summary>
        internal void Open(WsHandshake handshake, Transport transport, DecoderInput input)
        {
            WsServerChannel channel = new WsServerChannel(this, ++_lastId, handshake);
            _channels.Add(channel);
            Scheduler.Add(channel);
            channel.Open(transport);
            channel.SendRaw(ServerHandshake.Accept(handshake.Headers["Sec-WebSocket-Key"], handshake.Protocol));

            try
            {
                Connection?.Invoke(this, channel);
            }
            catch (Exception e)
            {
                channel.HandlerFailed(e);
            }

            channel.CompactHeaders();

            // The client may have sent its first frames together with the request.
            channel.Decode(input);
        }

        internal void OnOpeningEnded(ServerOpening opening)
        {
            _openings.Remove(opening);
            Scheduler.Remove(opening);
        }

        internal void OnChannelClosed(WsServerChannel channel)
        {
            _channels.Remove(channel);
        }

        private ServerOpening Begin(Transport transport)
        {
            try
            {
                ServerOpening opening = new ServerOpening(this, transport);
                _openings.Add(opening);
                Scheduler.Add(opening);
                return opening;
            }
            catch
            {
                transport.Close();
                throw;
            }
        }

        private void Listen(TransportListener listener)
        {
            _isRunning = true;
            _listener = listener;
            Scheduler.Add(this);
            Scheduler.Post(() => Raise(Started));
        }

        private void Raise(WsServerHandler handler)
        {
            try
            {
                handler?.Invoke(this);
            }
            catch (Exception e)
            {
                Scheduler.Report(this, e);
            }
        }
    }
}
