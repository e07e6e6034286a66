using System;
using System.Collections.Generic;
using System.Linq;

namespace EdgeWs.Fuzz
{
    /// <summary>All targets.</summary>
    internal static class FuzzTargets
    {
        internal static IReadOnlyList<FuzzTarget> All { get; } = new FuzzTarget[]
        {
            new DecoderTarget(),
            new HttpHeadTarget(),
            new Utf8Target(),
            new ClosePayloadTarget(),
            new UrlTarget(),
            new JsonTarget(),
        };

        /// <summary>Finds a target.</summary>
        /// <exception cref="ArgumentException">There is none of this name.</exception>
        internal static FuzzTarget Find(string name)
        {
            return All.FirstOrDefault(target => target.Name == name)
                ?? throw new ArgumentException("targets: " + string.Join(' ', All.Select(target => target.Name)));
        }
    }
}
