namespace System.Device.Gpio
{
    /// <summary>A pin that says on the console what it does.</summary>
    public sealed class GpioPin : IDisposable
    {
        private PinMode _mode;

        internal GpioPin(int pinNumber)
        {
            PinNumber = pinNumber;
        }

        public int PinNumber { get; }

        public PinMode GetPinMode()
        {
            return _mode;
        }

        /// <summary>Sets the mode. An output is low at first.</summary>
        public void SetPinMode(PinMode value)
        {
            _mode = value;
            if (value >= PinMode.Output)
            {
                Write(PinValue.Low);
            }
        }

        /// <exception cref="ArgumentException">The pin is no output.</exception>
        public void Write(PinValue value)
        {
            if (_mode < PinMode.Output)
            {
                throw new ArgumentException();
            }

            Console.WriteLine("pin " + PinNumber + (value == PinValue.High ? " high" : " low"));
        }

        public void Dispose()
        {
            GpioController.Release(PinNumber);
        }
    }
}
