using System;
using System.Collections.Generic;
using System.Linq;

namespace EdgeWs.Fuzz
{
    /// <summary>All targets.</summary>
    public static class FuzzTargets
    {
        /// <summary>What a peer decides first, then what the program passes.</summary>
        public static IReadOnlyList<FuzzTarget> All { get; } = new FuzzTarget[]
        {
            new DecoderTarget(),
            new HttpHeadTarget(),
            new Utf8Target(),
            new ClosePayloadTarget(),
            new UrlTarget(),
            new JsonTarget(),
            new EncoderTarget(),
        };

        /// <summary>Finds a target.</summary>
        /// <exception cref="ArgumentException">There is none of this name.</exception>
        public static FuzzTarget Find(string name)
        {
            return All.FirstOrDefault(target => target.Name == name)
                ?? throw new ArgumentException("targets: " + string.Join(' ', All.Select(target => target.Name)));
        }
    }
}
