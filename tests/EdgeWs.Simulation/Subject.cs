using System;
using System.Runtime.CompilerServices;

namespace EdgeWs.Simulation
{
    /// <summary>Something in a world that has promises to keep.</summary>
    internal abstract class Subject(World world, string name)
    {
        internal World World => world;

        internal string Name => name;

        /// <summary>Ends the run unless something holds.</summary>
        internal void Require(bool holds, [InterpolatedStringHandlerArgument(nameof(holds))] Complaint complaint)
        {
            if (!holds)
            {
                throw world.Remember(new Violation(name + ": " + complaint.Take()));
            }
        }

        /// <summary>Calls the library, which may lack the memory for it.</summary>
        internal bool TryCall<T>(Func<T> call, out T result)
        {
            try
            {
                result = call();
                return true;
            }
            catch (OutOfMemoryException)
            {
                world.Log?.Add($"{name}: no memory");
                result = default;
                return false;
            }
        }
    }
}
