using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace System.IO.Ports
{
    /// <summary>A device that is not there: it sends back what it gets, letters as capitals, and says its temperature every five seconds.</summary>
    internal sealed class SimulatedLine : SerialLine
    {
        private const int ReadingEveryMs = 5000;

        private readonly Queue<byte> _said = new Queue<byte>();
        private readonly Random _random = new Random();
        private double _temperature = 21.5;
        private long _nextReading = Environment.TickCount64 + ReadingEveryMs;

        public override int BytesToRead
        {
            get
            {
                if (Environment.TickCount64 - _nextReading >= 0)
                {
                    _nextReading += ReadingEveryMs;
                    _temperature += (_random.NextDouble() - 0.5) / 2;
                    Say(Encoding.ASCII.GetBytes("temperature " + _temperature.ToString("F1", CultureInfo.InvariantCulture) + "\r\n"));
                }

                return _said.Count;
            }
        }

        public override int Read(byte[] buffer, int offset, int count)
        {
            int read = 0;
            while (read < count && _said.TryDequeue(out byte value))
            {
                buffer[offset + read++] = value;
            }

            return read;
        }

        public override void Write(byte[] buffer, int offset, int count)
        {
            byte[] answer = buffer.AsSpan(offset, count).ToArray();
            for (int i = 0; i < answer.Length; i++)
            {
                if (answer[i] >= 'a' && answer[i] <= 'z')
                {
                    answer[i] -= 'a' - 'A';
                }
            }

            Say(answer);
        }

        public override void Dispose()
        {
        }

        private void Say(byte[] bytes)
        {
            foreach (byte value in bytes)
            {
                _said.Enqueue(value);
            }
        }
    }
}
