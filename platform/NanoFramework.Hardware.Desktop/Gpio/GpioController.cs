using System.Collections.Generic;

namespace System.Device.Gpio
{
    /// <summary>Pins that say on the console what they do.</summary>
    public sealed class GpioController : IDisposable
    {
        // As on a device, a pin belongs to who opened it, whichever controller it was opened by.
        private static readonly HashSet<int> s_open = new HashSet<int>();

        /// <exception cref="InvalidOperationException">The pin is open already.</exception>
        public GpioPin OpenPin(int pinNumber)
        {
            return s_open.Add(pinNumber) ? new GpioPin(pinNumber) : throw new InvalidOperationException();
        }

        /// <exception cref="InvalidOperationException">The pin is open already.</exception>
        public GpioPin OpenPin(int pinNumber, PinMode mode)
        {
            GpioPin pin = OpenPin(pinNumber);
            pin.SetPinMode(mode);
            return pin;
        }

        public void Dispose()
        {
        }

        internal static void Release(int pinNumber)
        {
            s_open.Remove(pinNumber);
        }
    }
}
