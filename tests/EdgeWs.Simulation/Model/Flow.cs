using System;
using System.Collections.Generic;
using EdgeWs.Nano;

namespace EdgeWs.Simulation
{
    /// <summary>The messages of one connection in one direction: what was accepted must arrive once, in order, unchanged.</summary>
    internal sealed class Flow
    {
        private readonly World _world;
        private readonly string _name;
        private readonly Queue<Payload> _underWay = new Queue<Payload>();

        internal Flow(World world, string name)
        {
            _world = world;
            _name = name;
        }

        /// <summary>How many were accepted and have not arrived.</summary>
        internal int UnderWay => _underWay.Count;

        /// <summary>The size of the largest message so far, whether accepted or not: the beginning of its frame may be out.</summary>
        internal int Largest { get; private set; }

        /// <summary>Somebody is going to try to send this.</summary>
        internal void Attempt(Payload payload)
        {
            Largest = Math.Max(Largest, payload.Bytes.Length);
        }

        internal void Accept(Payload payload)
        {
            _underWay.Enqueue(payload);
            _world.Log?.Add($"{_name}: accepted {payload.Type} of {payload.Bytes.Length}");
        }

        internal void Arrive(WsMessageType type, ReadOnlySpan<byte> bytes)
        {
            _world.Log?.Add($"{_name}: arrived {type} of {bytes.Length}");
            if (_underWay.Count == 0)
            {
                _world.Fail($"{_name}: a message of {bytes.Length} bytes arrived that nobody had sent");
            }

            Payload expected = _underWay.Dequeue();
            if (expected.Type != type || !bytes.SequenceEqual(expected.Bytes))
            {
                _world.Fail($"{_name}: {type} of {bytes.Length} arrived where {expected.Type} of {expected.Bytes.Length} was next, or its bytes differ");
            }
        }
    }
}
