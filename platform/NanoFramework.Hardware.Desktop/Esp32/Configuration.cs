namespace nanoFramework.Hardware.Esp32
{
    public class Configuration
    {
        /// <summary>Does nothing: a PC's serial ports have the pins that they have.</summary>
        public static void SetPinFunction(int pin, DeviceFunction value)
        {
        }
    }
}
