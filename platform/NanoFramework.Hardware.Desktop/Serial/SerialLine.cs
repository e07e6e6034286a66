namespace System.IO.Ports
{
    /// <summary>What an open serial port is connected to.</summary>
    internal abstract class SerialLine : IDisposable
    {
        public abstract int BytesToRead { get; }

        public abstract int Read(byte[] buffer, int offset, int count);

        public abstract void Write(byte[] buffer, int offset, int count);

        public abstract void Dispose();
    }
}
