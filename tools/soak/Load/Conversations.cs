using System.Collections.Concurrent;
using System.Threading;

namespace EdgeWs.Soak.Load
{
    /// <summary>The conversations by their number, by which the server's channels find theirs.</summary>
    internal sealed class Conversations
    {
        private readonly ConcurrentDictionary<int, Conversation> _all = new ConcurrentDictionary<int, Conversation>();
        private readonly Findings _findings;
        private readonly Traffic _traffic;
        private int _lastId;

        internal Conversations(Findings findings, Traffic traffic)
        {
            _findings = findings;
            _traffic = traffic;
        }

        internal Conversation Create()
        {
            Conversation conversation = new Conversation(Interlocked.Increment(ref _lastId), _findings, _traffic);
            _all[conversation.Id] = conversation;
            return conversation;
        }

        /// <summary>Takes out the conversation that a channel's query names; null for one that is none of ours.</summary>
        internal Conversation Take(string query)
        {
            return int.TryParse(query, out int id) && _all.TryRemove(id, out Conversation conversation) ? conversation : null;
        }

        /// <summary>A client could not be connected, so nobody will ask.</summary>
        internal void Forget(Conversation conversation)
        {
            _all.TryRemove(conversation.Id, out _);
        }
    }
}
