using System;

namespace RemotePin
{
    /// <summary>The pin that is switched: a simulated one, which says on the console what it would do.</summary>
    /// <remarks>For a real one, add the package nanoFramework.System.Device.Gpio and write the level to a GpioPin in <see cref="Write"/>.</remarks>
    internal sealed class Pin
    {
        /// <summary>Whether the level is high.</summary>
        internal bool IsHigh { get; private set; }

        /// <summary>Sets the level.</summary>
        internal void Write(bool isHigh)
        {
            IsHigh = isHigh;
            Console.WriteLine(isHigh ? "pin high" : "pin low");
        }
    }
}
