using System;
using System.Net;

namespace EdgeWs.Nano
{
    // How clients come in, from the listener's queue to an open channel, and go again.
    public sealed partial class WsServer
    {
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
            else if (_sessions != null && _sessions.IsWanted && _openings.Count > 0 && ((ServerOpening)_openings[0]).MayYield(now))
            {
                // Of TLS sessions there are fewer than of handshakes.
                ((ServerOpening)_openings[0]).Yield();
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
    }
}
