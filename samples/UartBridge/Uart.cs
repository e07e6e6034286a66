using System;
using System.IO.Ports;
using EdgeWs.Nano;

namespace UartBridge
{
    /// <summary>The serial port, used so that it neither waits nor throws. After an error it is closed, and opened again as soon as that works.</summary>
    internal sealed class Uart
    {
        // What arrives while the loop is busy. What does not fit is lost.
        private const int ReceiveBufferSize = 2048;

        // For what should not wait at all, but on a busy PC, where a thread carries the bytes.
        private const int LongestWait = 1000;

        private const int OpenEveryMs = 1000;

        private readonly SerialPort _port;
        private readonly FifoRoom _room;
        private bool _isFailed;

        internal Uart(string portName, int baudRate)
        {
            _room = new FifoRoom(baudRate);
            _port = new SerialPort(portName, baudRate)
            {
                ReadBufferSize = ReceiveBufferSize,
                ReadTimeout = LongestWait,
                WriteTimeout = LongestWait,

                // Nobody listens to the event, for which the platform would make objects whenever something arrives.
                ReceivedBytesThreshold = int.MaxValue,
            };
        }

        /// <summary>Whether it works.</summary>
        internal bool IsOpen { get; private set; }

        /// <summary>How many bytes can be written without waiting.</summary>
        internal int Room => _room.Count();

        /// <summary>Opens it, now or as soon as that works.</summary>
        internal void Start()
        {
            Open();
            IoSched.SetInterval(Open, OpenEveryMs);
        }

        /// <summary>Reads what is there.</summary>
        /// <returns>How many bytes; 0 when nothing is there or after an error.</returns>
        internal int Read(byte[] buffer)
        {
            try
            {
                // To read more than is there would wait.
                int count = _port.BytesToRead;
                return count == 0 ? 0 : _port.Read(buffer, 0, count < buffer.Length ? count : buffer.Length);
            }
            catch (Exception e)
            {
                Fail(e);
                return 0;
            }
        }

        /// <summary>Writes bytes, of which there should be no more than <see cref="Room"/>.</summary>
        internal void Write(byte[] buffer, int count)
        {
            try
            {
                _port.Write(buffer, 0, count);
                _room.Take(count);
            }
            catch (Exception e)
            {
                Fail(e);
            }
        }

        private void Open()
        {
            if (IsOpen)
            {
                return;
            }

            try
            {
                _port.Open();
                IsOpen = true;
                _isFailed = false;
                Console.WriteLine(_port.PortName + " is open");
            }
            catch (Exception e)
            {
                Fail(e);
            }
        }

        private void Fail(Exception e)
        {
            IsOpen = false;
            if (!_isFailed)
            {
                // Once, and not for each attempt to open it.
                _isFailed = true;
                Console.WriteLine(_port.PortName + " failed: " + e.Message);
            }

            try
            {
                _port.Close();
            }
            catch (Exception)
            {
                // Opening it again is all that can be done.
            }
        }
    }
}
