using System.Collections;
using System.Net;

namespace EdgeWs.Nano
{
    /// <summary>
    /// Who may be on the way in: the places of a door, how long each guest has, and who makes way first. One for every way in,
    /// whatever is spoken there.
    /// </summary>
    /// <remarks>
    /// <para>While places are free, a guest has the time that the options give it. When all are taken and somebody else wants one,
    /// the guest that comes first in this table makes way, if it had its grace:</para>
    /// <list type="table">
    /// <item><see cref="Silent"/>: connected, or done with the TLS handshake, and not a byte came; 250 ms.</item>
    /// <item><see cref="Head"/>: part of a TLS hello or of a request's head came; 1,000 ms from its first byte.</item>
    /// <item><see cref="Body"/>: the head is complete, its body is not; 1,000 ms from there.</item>
    /// <item><see cref="Idle"/>: answered, and kept for the next request; 250 ms, for the answer to arrive.</item>
    /// <item><see cref="Refused"/>: the last answer is out, and what the client still sends is drained; 250 ms.</item>
    /// <item><see cref="Answer"/>: takes its answer; 1,000 ms, and one more for every byte taken.</item>
    /// </list>
    /// <para>Of two in the same stage the one goes that is in it for longer. Who makes way is reset, so that nothing of it stays with the
    /// platform. A place is never held by anything else, and nothing is accepted that has none.</para>
    /// </remarks>
    internal sealed class Admission
    {
        internal const int Silent = 0;
        internal const int Head = 1;
        internal const int Body = 2;
        internal const int Idle = 3;
        internal const int Refused = 4;
        internal const int Answer = 5;

        /// <summary>No guest any more.</summary>
        internal const int Gone = 6;

        /// <summary>The milliseconds after which every guest may be hurried.</summary>
        internal const int LongestGrace = 1000;

        internal readonly IDoorkeeper Keeper;
        internal readonly LoopResources Resources;

        /// <summary>The TLS sessions of a door for TLS, those of open channels included; null for a plain one.</summary>
        internal readonly TlsSessions Sessions;

        private readonly ArrayList _guests = new ArrayList();
        private readonly int _places;
        private readonly int _placesPerAddress;

        /// <param name="keeper">Makes guests of connections.</param>
        /// <param name="resources">Of the loop.</param>
        /// <param name="tls">Of the door; null for a plain one.</param>
        /// <param name="places">How many connections may be on their way in at a time.</param>
        /// <param name="placesPerAddress">How many of them from one address; 0 for as many as there are places.</param>
        internal Admission(IDoorkeeper keeper, LoopResources resources, WsTlsOptions tls, int places, int placesPerAddress)
        {
            Keeper = keeper;
            Resources = resources;
            Sessions = tls == null ? null : new TlsSessions(tls.MaxSessions);
            _places = places;
            _placesPerAddress = placesPerAddress;
        }

        /// <summary>How many places are taken.</summary>
        internal int Count => _guests.Count;

        /// <summary>Whether the next one may have to wait.</summary>
        internal bool IsFull => _guests.Count >= _places;

        /// <summary>Makes sure that there is a place for one more.</summary>
        /// <returns>False when all are taken by guests that may not be hurried.</returns>
        internal bool MakeRoom(int now)
        {
            return !IsFull || MakeWay(now, null, false);
        }

        /// <summary>Has the first that may be hurried make way, as for the platform, which is out of sockets.</summary>
        internal void MakeWay(int now)
        {
            MakeWay(now, null, false);
        }

        /// <summary>Gives a connection a place, or ends it. Call <see cref="MakeRoom"/> before.</summary>
        /// <returns>The guest; null when its address has all it may have.</returns>
        internal Guest Enter(Transport transport, int now)
        {
            Guest guest = null;
            try
            {
                if (IsOneTooMany(transport, now))
                {
                    transport.Abort();
                    return null;
                }

                guest = Keeper.Welcome(transport);
                _guests.Add(guest);
                Resources.Scheduler.Add(guest);
                return guest;
            }
            catch
            {
                // Out of memory: neither a place nor the connection stays behind.
                _guests.Remove(guest);
                transport.Abort();
                throw;
            }
        }

        /// <summary>Frees the place of a guest.</summary>
        internal void Leave(Guest guest)
        {
            _guests.Remove(guest);
            Resources.Scheduler.Remove(guest);
        }

        /// <summary>Nobody else will come in: ends the guests, but for those that are taking an answer.</summary>
        internal void Close()
        {
            for (int i = _guests.Count - 1; i >= 0; i--)
            {
                ((Guest)_guests[i]).OnDoorClosed();
            }
        }

        /// <summary>Takes a TLS session for a guest whose hello is here.</summary>
        /// <param name="now">The time.</param>
        /// <param name="isHopeless">Whether only open channels hold them, so that it is of no use to wait.</param>
        internal bool TakeSession(int now, out bool isHopeless)
        {
            isHopeless = false;
            if (Sessions.TryBegin() || (MakeWay(now, null, true) && Sessions.TryBegin()))
            {
                return true;
            }

            isHopeless = true;
            for (int i = 0; i < _guests.Count; i++)
            {
                isHopeless &= !((Guest)_guests[i]).Transport.IsSecure;
            }

            return false;
        }

        /// <summary>How long a guest may stay in a stage while somebody else wants its place.</summary>
        private static int GraceOf(int stage)
        {
            return stage == Silent || stage == Idle || stage == Refused ? 250 : LongestGrace;
        }

        private bool IsOneTooMany(Transport transport, int now)
        {
            IPEndPoint client = _placesPerAddress == 0 ? null : transport.RemoteEndPoint;
            if (client == null)
            {
                return false;
            }

            int count = 0;
            for (int i = 0; i < _guests.Count; i++)
            {
                count += ((Guest)_guests[i]).IsFrom(client.Address) ? 1 : 0;
            }

            return count >= _placesPerAddress && !MakeWay(now, client.Address, false);
        }

        /// <param name="now">The time.</param>
        /// <param name="address">The only address whose guests are to be looked at; null for all.</param>
        /// <param name="isForSession">Whether only those are that hold a TLS session.</param>
        private bool MakeWay(int now, IPAddress address, bool isForSession)
        {
            Guest first = null;
            for (int i = 0; i < _guests.Count; i++)
            {
                Guest guest = (Guest)_guests[i];
                if (now - guest.Since >= GraceOf(guest.Stage)
                    && (first == null || guest.Stage < first.Stage || (guest.Stage == first.Stage && guest.Since - first.Since < 0))
                    && (!isForSession || guest.Transport.IsSecure)
                    && (address == null || guest.IsFrom(address)))
                {
                    first = guest;
                }
            }

            first?.MakeWay();
            return first != null;
        }
    }
}
