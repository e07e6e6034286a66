using System;

namespace Esp32Server
{
    /// <summary>Temperatures of a room that is not there: for boards without a sensor.</summary>
    internal sealed class MadeUp : Sensor
    {
        private const int Lowest = 150;
        private const int Highest = 300;

        private readonly Random _random = new Random();
        private int _value = 215;

        internal override string Name => "Temperature (made up)";

        internal override string Unit => "°C";

        internal override bool TryRead(out int tenths)
        {
            _value += _random.Next(11) - 5;
            _value = _value < Lowest ? Lowest : _value > Highest ? Highest : _value;
            tenths = _value;
            return true;
        }
    }
}
