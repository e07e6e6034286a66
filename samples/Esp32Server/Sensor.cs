namespace Esp32Server
{
    /// <summary>What the device measures. Put a sensor of yours in a class like <see cref="Lm75"/>, and an object of it into <see cref="Program.Main"/>.</summary>
    internal abstract class Sensor
    {
        /// <summary>What the page calls the value.</summary>
        internal abstract string Name { get; }

        /// <summary>What it is measured in.</summary>
        internal abstract string Unit { get; }

        /// <summary>Reads the value. The loop stands still meanwhile, so it should take no longer than some milliseconds.</summary>
        /// <param name="tenths">The value in tenths, so that no text of a fraction is needed.</param>
        /// <returns>False when the sensor does not answer.</returns>
        internal abstract bool TryRead(out int tenths);
    }
}
