namespace System.IO.Ports
{
    /// <summary>nanoFramework's serial port on top of .NET's, or of a device that is not there.</summary>
    public sealed class SerialPort : IDisposable
    {
        /// <summary>The port that <see cref="SimulatedLine"/> is behind.</summary>
        public const string Simulated = "SIM";

        private readonly Parity _parity;
        private readonly int _dataBits;
        private readonly StopBits _stopBits;
        private SerialLine _line;

        public SerialPort(
            string portName,
            int baudRate = 9600,
            Parity parity = Parity.None,
            int dataBits = 8,
            StopBits stopBits = StopBits.One)
        {
            PortName = portName;
            BaudRate = baudRate;
            _parity = parity;
            _dataBits = dataBits;
            _stopBits = stopBits;
        }

        public string PortName { get; }

        public int BaudRate { get; }

        public int ReadBufferSize { get; set; } = 256;

        public int ReadTimeout { get; set; } = -1;

        public int WriteTimeout { get; set; } = -1;

        /// <summary>Of no effect: there is no event for it here.</summary>
        public int ReceivedBytesThreshold { get; set; } = 1;

        public bool IsOpen => _line != null;

        public int BytesToRead => Line().BytesToRead;

        /// <exception cref="InvalidOperationException">The port is open.</exception>
        /// <exception cref="IOException">There is no such port.</exception>
        /// <exception cref="UnauthorizedAccessException">There is no such port, somebody else has it, or the user may not use it.</exception>
        public void Open()
        {
            if (IsOpen)
            {
                throw new InvalidOperationException();
            }

            _line = PortName == Simulated ? new SimulatedLine() : new DesktopLine(this, _parity, _dataBits, _stopBits);
        }

        public void Close()
        {
            SerialLine line = _line;
            _line = null;
            line?.Dispose();
        }

        public int Read(byte[] buffer, int offset, int count)
        {
            return Line().Read(buffer, offset, count);
        }

        public void Write(byte[] buffer, int offset, int count)
        {
            Line().Write(buffer, offset, count);
        }

        public void Dispose()
        {
            Close();
        }

        private SerialLine Line()
        {
            return _line ?? throw new InvalidOperationException();
        }
    }
}
