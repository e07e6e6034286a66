using System;
using System.Collections.Generic;
using System.Linq;

namespace EdgeWs.Fuzz
{
    /// <summary>All targets.</summary>
    public static class FuzzTargets
    {
        /// <summary>Whole sessions first, then their parts.</summary>
        public static IReadOnlyList<FuzzTarget> All { get; } = new FuzzTarget[]
        {
            new ServerTarget(),
            new ServerFramesTarget(),
            new ClientTarget(),
            new ClientFramesTarget(),
            new DialogueTarget(),
            new DecoderTarget(),
            new CodecTarget(),
            new HttpHeadTarget(),
            new UrlTarget(),
            new Utf8Target(),
            new ClosePayloadTarget(),
            new JsonTarget(),
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
