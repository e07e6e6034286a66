extern alias Desktop;

using DesktopPort = Desktop::System.IO.Ports.SerialPort;

namespace System.IO.Ports
{
    /// <summary>A serial port of the PC, or a pseudo-terminal.</summary>
    internal sealed class DesktopLine : SerialLine
    {
        private readonly DesktopPort _port;

        public DesktopLine(SerialPort settings, Parity parity, int dataBits, StopBits stopBits)
        {
            _port = new DesktopPort(
                settings.PortName,
                settings.BaudRate,
                (Desktop::System.IO.Ports.Parity)parity,
                dataBits,
                (Desktop::System.IO.Ports.StopBits)stopBits)
            {
                ReadBufferSize = settings.ReadBufferSize,
                ReadTimeout = settings.ReadTimeout,
                WriteTimeout = settings.WriteTimeout,
            };
            _port.Open();
        }

        public override int BytesToRead
        {
            get
            {
                // Where the device is gone .NET says -1 on Linux.
                int count = _port.BytesToRead;
                return count >= 0 ? count : throw new IOException("The device is gone.");
            }
        }

        public override int Read(byte[] buffer, int offset, int count)
        {
            return _port.Read(buffer, offset, count);
        }

        public override void Write(byte[] buffer, int offset, int count)
        {
            _port.Write(buffer, offset, count);
        }

        public override void Dispose()
        {
            _port.Dispose();
        }
    }
}
