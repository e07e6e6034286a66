using System.Device.I2c;

namespace Esp32Server
{
    /// <summary>A temperature sensor on an I2C bus: an LM75, or one that speaks like it, such as TMP75, TMP102 and STDS75.</summary>
    /// <remarks>
    /// Bus 1 is on the pins 18 (SDA) and 19 (SCL). On an ESP32-S2 and an ESP32-C3 one or both of them belong to the USB port:
    /// docs/your-own-project.md shows how to choose others.
    /// </remarks>
    internal sealed class Lm75 : Sensor
    {
        /// <summary>The address with all address pins low.</summary>
        internal const int FirstAddress = 0x48;

        private readonly I2cDevice _device;
        private readonly byte[] _reading = new byte[2];

        internal Lm75(int bus, int address = FirstAddress)
        {
            _device = I2cDevice.Create(new I2cConnectionSettings(bus, address));
        }

        internal override string Name => "Temperature";

        internal override string Unit => "°C";

        internal override bool TryRead(out int tenths)
        {
            // The temperature is what such a sensor shows until it is asked for something else: degrees, then 256ths, in two's complement.
            bool isRead = _device.Read(_reading).Status == I2cTransferStatus.FullTransfer;
            tenths = (short)((_reading[0] << 8) | _reading[1]) * 10 / 256;
            return isRead;
        }
    }
}
