using System.IO;
using System.Net.Sockets;

namespace System.Net
{
    /// <summary>What a client is sent. The first byte has the head of the response sent before it; so has the end.</summary>
    internal sealed class OutputNetworkStreamWrapper : Stream
    {
        internal Socket m_Socket;
        internal Stream m_Stream;

        internal OutputNetworkStreamWrapper(Socket socket, Stream stream)
        {
            m_Socket = socket;
            m_Stream = stream;
        }

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override bool CanTimeout => true;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int ReadTimeout
        {
            get => m_Stream.ReadTimeout;
            set => m_Stream.ReadTimeout = value;
        }

        public override int WriteTimeout
        {
            get => m_Stream.WriteTimeout;
            set => m_Stream.WriteTimeout = value;
        }

        /// <summary>Sends the head of the response; null when it is out.</summary>
        internal Action SendHead { get; set; }

        public override void Write(byte[] buffer, int offset, int count)
        {
            SendHead?.Invoke();
            m_Stream.Write(buffer, offset, count);
        }

        public override void Flush()
        {
            SendHead?.Invoke();
            m_Stream?.Flush();
        }

        public override int Read(byte[] buffer, int offset, int count)
        {
            throw new NotSupportedException();
        }

        public override long Seek(long offset, SeekOrigin origin)
        {
            throw new NotSupportedException();
        }

        public override void SetLength(long value)
        {
            throw new NotSupportedException();
        }

        protected override void Dispose(bool disposing)
        {
            try
            {
                SendHead?.Invoke();
                m_Stream?.Close();
            }
            catch (Exception)
            {
                // As on the device: disposing tells nobody that it failed.
            }

            m_Stream = null;
            m_Socket = null;
            base.Dispose(disposing);
        }
    }
}
