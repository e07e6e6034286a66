using System;
using System.Collections.Generic;
using EdgeWs.Nano;

namespace EdgeWs.Simulation
{
    /// <summary>The messages of one connection in one direction: what was accepted must arrive once, in order, unchanged.</summary>
    internal sealed class Flow(World world, string name) : Subject(world, name)
    {
        private readonly List<Item> _underWay = new List<Item>();

        /// <summary>How many were accepted and have not arrived; one whose end was not sent does not count.</summary>
        internal int UnderWay => _underWay.Count - (_underWay.Count > 0 && !_underWay[^1].IsComplete ? 1 : 0);

        /// <summary>The size of the largest message so far, whether accepted or not: the beginning of its frame may be out.</summary>
        internal int Largest { get; private set; }

        /// <summary>Somebody is going to try to send this.</summary>
        internal void Attempt(Payload payload) => Largest = Math.Max(Largest, payload.Bytes.Length);

        internal void Accept(Payload payload)
        {
            _underWay.Add(new Item(payload.Type) { Bytes = payload.Bytes, IsComplete = true });
            World.Log?.Add($"{Name}: accepted {payload.Type} of {payload.Bytes.Length}");
        }

        internal void Begin(WsMessageType type)
        {
            _underWay.Add(new Item(type) { IsInParts = true });
            World.Log?.Add($"{Name}: begun {type}");
        }

        internal void Append(ReadOnlySpan<byte> bytes, bool isLast)
        {
            Item item = _underWay[^1];
            item.Bytes = [.. item.Bytes, .. bytes];
            item.IsComplete = isLast;
            Largest = Math.Max(Largest, item.Bytes.Length);
            World.Log?.Add($"{Name}: part of {bytes.Length}{(isLast ? ", the last" : string.Empty)}");
        }

        /// <summary>Of the last so many messages that were sent whole, the oldest were thrown away.</summary>
        internal void Drop(int waiting, int dropped)
        {
            foreach (Item item in Waiting(waiting).GetRange(0, dropped))
            {
                World.Log?.Add($"{Name}: dropped {item.Type} of {item.Bytes.Length}");
                _underWay.Remove(item);
            }
        }

        /// <summary>The last so many messages that were sent whole go to another connection.</summary>
        internal void Move(int count, Flow to)
        {
            foreach (Item item in Waiting(count))
            {
                _underWay.Remove(item);
                to._underWay.Add(item);
            }

            to.Largest = Math.Max(to.Largest, Largest);
        }

        internal void Arrive(WsMessageType type, ReadOnlySpan<byte> bytes, bool isFirst, bool isLast)
        {
            World.Log?.Add($"{Name}: arrived {type} of {bytes.Length}{(isFirst ? string.Empty : ", going on")}{(isLast ? string.Empty : ", not its end")}");
            Require(_underWay.Count > 0, $"a message of {bytes.Length} bytes arrived that nobody had sent");
            Item expected = _underWay[0];
            int end = expected.Arrived + bytes.Length;
            Require(isFirst != expected.HasBegun, $"a message begins in the middle of another, or goes on that had not begun");
            Require(
                type == expected.Type && expected.Bytes.AsSpan(expected.Arrived).StartsWith(bytes),
                $"{type} of {bytes.Length} arrived where {expected.Type} of {expected.Bytes.Length} was next, or its bytes differ");
            expected.HasBegun = true;
            expected.Arrived = end;
            if (isLast)
            {
                Require(end == expected.Bytes.Length && expected.IsComplete, $"the end of a message that has not ended");
                _underWay.RemoveAt(0);
            }
        }

        private List<Item> Waiting(int count)
        {
            List<Item> whole = _underWay.FindAll(item => !item.IsInParts);
            Require(whole.Count >= count, $"{count} messages wait where {whole.Count} are known");
            return whole.GetRange(whole.Count - count, count);
        }

        private sealed class Item(WsMessageType type)
        {
            internal WsMessageType Type => type;

            internal byte[] Bytes { get; set; } = [];

            internal bool IsInParts { get; init; }

            internal bool IsComplete { get; set; }

            internal bool HasBegun { get; set; }

            internal int Arrived { get; set; }
        }
    }
}
