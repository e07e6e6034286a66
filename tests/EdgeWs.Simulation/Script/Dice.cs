using System;
using System.Collections.Generic;

namespace EdgeWs.Simulation
{
    /// <summary>All chance of one run: the same seed throws the same.</summary>
    internal sealed class Dice
    {
        private readonly Random _random;

        internal Dice(int seed)
        {
            // Neighbouring seeds begin alike in the platform's generator; a multiplication sets them apart.
            _random = new Random(unchecked(seed * (int)2654435761));
        }

        internal int Next(int limit) => _random.Next(limit);

        /// <summary>From <paramref name="least"/> to <paramref name="most"/>, both included.</summary>
        internal int Between(int least, int most) => _random.Next(least, most + 1);

        internal bool OneIn(int n) => _random.Next(n) == 0;

        internal T Pick<T>(List<T> values) => values[_random.Next(values.Count)];

        internal T Pick<T>(params ReadOnlySpan<T> values) => values[_random.Next(values.Length)];

        /// <summary>Mostly small, at times up to the limit.</summary>
        internal int Skewed(int limit) => OneIn(4) ? _random.Next(limit + 1) : _random.Next(Math.Min(limit, 40) + 1);

        internal Random CreateRandom() => new Random(_random.Next());
    }
}
