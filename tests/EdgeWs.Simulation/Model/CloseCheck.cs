using System;
using System.Linq;
using EdgeWs.Nano;

namespace EdgeWs.Simulation
{
    /// <summary>Whether a connection ended as something that happened to it had it end.</summary>
    internal sealed class CloseCheck(LibraryEnd end)
    {
        internal void Check(int code, string reason)
        {
            CheckCode(code);
            CheckReason(reason);
            bool isClean = end.WasOpened && code != WsCloseCode.Abnormal && !end.IsFailed && end.Peer != null && Foiled(end) == 0;
            end.Require(!isClean || end.Incoming.UnderWay == 0, $"the peer's close frame came before some of its messages");
            if (end.World.Profile.IsCalm)
            {
                CheckCalm(code);
            }
        }

        /// <summary>The code for something for which the library has to fail the connection; 0 when there is nothing, negative when there may be several.</summary>
        internal static int Foiled(LibraryEnd end)
        {
            int raw = end.Peer is RawEnd peer ? peer.FailsWith : 0;
            if (end.Link == null || end.Options.StreamMessages)
            {
                return raw;
            }

            bool isTooBig = end.Incoming.Largest > end.Options.MaxMessageSize;
            bool isLate = end.Options.MessageTimeout > 0 && end.Transport.Tap.Longest >= end.Options.MessageTimeout;
            return !isTooBig && !isLate ? raw
                : raw != 0 || (isTooBig && isLate) ? -1
                : isLate ? WsCloseCode.PolicyViolation : WsCloseCode.MessageTooBig;
        }

        private void CheckCode(int code)
        {
            bool isSaid = code == WsCloseCode.Abnormal
                || (end.IsFailed && code == WsCloseCode.InternalError)
                || end.CloseCodes.Contains(code)                       // the peer's echo
                || (end.Peer != null && end.Peer.CloseCodes.Contains(code))
                || IsFoiledWith(end, code)
                || (end.Peer is LibraryEnd peer && IsFoiledWith(peer, code));
            end.Require(isSaid, $"closed with {code}, which nobody has said");
        }

        private void CheckReason(string reason)
        {
            bool isSaid = reason.Length == 0 || (end.Peer != null && end.Peer.CloseReasons.Any(given => given.StartsWith(reason, StringComparison.Ordinal)));
            end.Require(isSaid, $"closed with a reason that the peer did not give");
        }

        private static bool IsFoiledWith(LibraryEnd end, int code)
        {
            int foiled = Foiled(end);
            return foiled < 0 || (foiled > 0 && foiled == code);
        }

        /// <summary>On a good network nothing is lost: both close frames get through, and every client gets an answer.</summary>
        private void CheckCalm(int code)
        {
            bool peerIsThere = end.Peer is LibraryEnd { WasOpened: true } or RawEnd { FailsWith: > 0, IsEnded: false };
            end.Require(
                code != WsCloseCode.Abnormal || !end.WasOpened || !peerIsThere,
                $"ended with 1006 on a good network");

            // In upgrade mode the HTTP server has no queue at the door: who comes when all places are taken by refusals may take the
            // place of one whose answer is still on its way.
            bool isLost = end is ClientEnd { Server: { WasStopped: false, IsUpgrade: false } } client
                && client.Error?.Kind is WsErrorKind.TimedOut or WsErrorKind.ConnectionLost or WsErrorKind.InvalidHandshake;
            end.Require(!isLost, $"could not be opened on a good network: {(end as ClientEnd)?.Error?.Kind}");
        }
    }
}
