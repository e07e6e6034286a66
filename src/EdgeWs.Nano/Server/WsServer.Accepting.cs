using System;
using System.Net;

namespace EdgeWs.Nano
{
    // How clients come in, from the door to an open channel, and go again.
    public sealed partial class WsServer
    {
        Guest IDoorkeeper.Welcome(Transport transport)
        {
            return new ServerOpening(this, _admission, transport);
        }

        /// <summary>Takes over a connection of an HTTP server.</summary>
        /// <param name="transport">The connection.</param>
        /// <param name="received">The head of the request as it was sent, and whatever came behind it.</param>
        internal void Adopt(Transport transport, byte[] received)
        {
            int now = Scheduler.Now;
            if (!_admission.MakeRoom(now))
            {
                // All who have a place here were answered already, and this one was not.
                _admission.MakeWay(now + Admission.LongestGrace);
            }

            Guest guest = _admission.Enter(transport, now);
            if (guest == null)
            {
                return;
            }

            try
            {
                // The odd piece first, so that the last one, with the end of the head and what is behind it, is the longest.
                ByteCursor input = Resources.Input;
                int count;
                for (int at = 0; at < received.Length && guest.Stage <= Admission.Head; at += count)
                {
                    count = (received.Length - at - 1) % input.Buffer.Length + 1;
                    Array.Copy(received, at, input.Buffer, 0, count);
                    input.Position = 0;
                    input.End = count;
                    guest.OnReceived(input, now);
                }
            }
            catch
            {
                guest.Abort();
                throw;
            }
        }

        /// <summary>Whether a request is for this server, by its path.</summary>
        internal bool Serves(string path)
        {
            return path == _path || RestOf(path).Length > 0;
        }

        /// <summary>What a path has in place of the star of the server's own.</summary>
        /// <returns>The rest of it; empty when it is another path, or the server's own has no star.</returns>
        internal string RestOf(string path)
        {
            int star = _path.Length - 1;
            return star > 0 && _path[star] == '*' && _path[star - 1] == '/' && path.IndexOf(_path.Substring(0, star)) == 0
                ? path.Substring(star)
                : string.Empty;
        }

        /// <summary>Whether there is no channel left for a client, or none for its address, or the server does not run.</summary>
        /// <param name="transport">The client's connection.</param>
        /// <param name="oldest">The first channel of those that are too many; null where there is none.</param>
        internal bool IsFullFor(Transport transport, out WsServerChannel oldest)
        {
            oldest = null;
            if (!_isRunning)
            {
                return true;
            }

            int left = _options.MaxChannelsPerAddress;
            IPEndPoint client = left == 0 ? null : transport.RemoteEndPoint;
            for (int i = 0; client != null && i < _channels.Count; i++)
            {
                WsServerChannel channel = (WsServerChannel)_channels[i];
                IPEndPoint other = channel.Transport.RemoteEndPoint;
                if (other != null && other.Address.Equals(client.Address))
                {
                    oldest ??= channel;
                    if (--left == 0)
                    {
                        return true;
                    }
                }
            }

            oldest = _channels.Count == 0 ? null : (WsServerChannel)_channels[0];
            return _channels.Count >= _options.MaxChannels;
        }

        /// <summary>Answers a request to the server's path: a channel begins, or the guest is refused.</summary>
        /// <param name="guest">Who asks.</param>
        /// <param name="request">What for.</param>
        /// <param name="input">What came behind the head of the request.</param>
        internal void Answer(Guest guest, HttpRequest request, ByteCursor input)
        {
            int status = _isRunning ? ServerHandshake.StatusFor(request) : 503;
            WsHandshake handshake = null;
            if (status == ServerHandshake.Accepted)
            {
                handshake = new WsHandshake(this, request, guest.Transport);
                Authorize(handshake);
                status = handshake.Status;
            }

            // A handler may have stopped the server or its host, which has ended or refused this one too.
            if (status == ServerHandshake.Accepted && guest.Stage == Admission.Head)
            {
                if ((handshake.Replaced != null || !IsFullFor(guest.Transport, out _)) && TryOpen(guest, handshake, input))
                {
                    return;
                }

                status = 503;
            }

            if (guest.Stage == Admission.Head)
            {
                guest.Refuse(status, handshake?.RefusalHeaders);
            }
        }

        internal void OnChannelClosed(WsServerChannel channel)
        {
            _channels.Remove(channel);
        }

        /// <summary>Asks the application about a valid handshake.</summary>
        private void Authorize(WsHandshake handshake)
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
                Connecting?.Invoke(this, handshake);
            }
            catch (Exception e)
            {
                Scheduler.Report(this, e);
                handshake.Refuse(500);
            }
        }

        /// <summary>Makes a channel of an accepted guest.</summary>
        /// <returns>False when there is no room for it, whoever made some.</returns>
        private bool TryOpen(Guest guest, WsHandshake handshake, ByteCursor input)
        {
            byte[] answer = ServerHandshake.Accept(handshake.Headers["Sec-WebSocket-Key"], handshake.Protocol);
            WsServerChannel channel = new WsServerChannel(this, ++_lastId, handshake);
            Transport replaced = handshake.Replaced?.Evict();
            try
            {
                if (guest.Stage != Admission.Head || IsFullFor(guest.Transport, out _))
                {
                    replaced?.Abort();
                    return false;
                }

                channel.Open(guest.Transport);
                _channels.Add(channel);
                Scheduler.Add(channel);
            }
            catch
            {
                // Out of memory: the connection is still the guest's.
                _channels.Remove(channel);
                replaced?.Abort();
                throw;
            }

            if (replaced == null)
            {
                guest.Leave();
            }
            else
            {
                guest.LeaveTo(replaced);
            }

            channel.SendRaw(answer);
            try
            {
                Connected?.Invoke(this, channel);
            }
            catch (Exception e)
            {
                channel.HandlerFailed(e);
            }

            try
            {
                channel.CompactHeaders();

                // The client may have sent its first frames together with the request.
                channel.Decode(input);
            }
            catch (Exception e)
            {
                // As if it had come out of the channel's own turn.
                Scheduler.Report(channel, e);
                ((IPollable)channel).Fault();
            }

            return true;
        }
    }
}
