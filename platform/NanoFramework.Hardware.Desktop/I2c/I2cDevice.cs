namespace System.Device.I2c
{
    /// <summary>A bus on which there is an LM75 at its first address, in frost, and nothing else.</summary>
    public class I2cDevice : IDisposable
    {
        private const int SensorAddress = 0x48;

        public I2cDevice(I2cConnectionSettings settings)
        {
            ConnectionSettings = settings;
        }

        public I2cConnectionSettings ConnectionSettings { get; }

        public static I2cDevice Create(I2cConnectionSettings settings) => new I2cDevice(settings);

        /// <summary>Reads the temperature, which is -0.5 °C.</summary>
        public I2cTransferResult Read(SpanByte buffer)
        {
            if (ConnectionSettings.DeviceAddress != SensorAddress)
            {
                return new I2cTransferResult(I2cTransferStatus.SlaveAddressNotAcknowledged);
            }

            ReadOnlySpan<byte> frost = [0xFF, 0x80];
            frost.CopyTo(buffer.Bytes);
            return new I2cTransferResult(I2cTransferStatus.FullTransfer);
        }

        public void Dispose()
        {
        }
    }
}
