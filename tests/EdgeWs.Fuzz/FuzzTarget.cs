using System;

namespace EdgeWs.Fuzz
{
    /// <summary>Something that takes any bytes. It depends on nothing but them, so that a failure can be replayed.</summary>
    internal abstract class FuzzTarget
    {
        /// <summary>How the command line and the file of the corpus call it.</summary>
        internal abstract string Name { get; }

        /// <summary>Whether its inputs can be read as text.</summary>
        internal virtual bool IsText => false;

        /// <summary>Runs one input.</summary>
        /// <exception cref="Exception">Any exception at all is a finding.</exception>
        internal abstract void Run(byte[] input);

        /// <summary>Makes an input that gets far: valid as a whole, with a lie here and there.</summary>
        internal abstract byte[] Generate(Random random);
    }
}
