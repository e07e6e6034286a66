using System.Globalization;
using System.IO;
using System.Text;

namespace System.Net
{
    /// <summary>
    /// A response as nanoFramework's System.Net.Http writes it: with a Connection field that nobody can choose, and with a finalizer
    /// that ends the connection.
    /// </summary>
    public sealed class HttpListenerResponse : IDisposable
    {
        private readonly OutputNetworkStreamWrapper _output;
        private WebHeaderCollection _headers = new WebHeaderCollection();
        private bool _isClosed;
        private int _statusCode = 200;

        internal HttpListenerResponse(OutputNetworkStreamWrapper output, HttpListener listener)
        {
            output.SendHead = SendHead;
            _output = output;
            Listener = listener;
        }

        ~HttpListenerResponse()
        {
            ((IDisposable)this).Dispose();
        }

        public int StatusCode
        {
            get => _statusCode;
            set
            {
                ThrowIfStarted();
                _statusCode = value;
            }
        }

        public long ContentLength64 { get; set; } = -1;

        public bool HasStarted { get; private set; }

        public WebHeaderCollection Headers
        {
            get => _headers;
            set
            {
                ThrowIfStarted();
                _headers = value;
            }
        }

        public Stream OutputStream => _isClosed ? throw new ObjectDisposedException("Response has been sent") : _output;

        internal HttpListener Listener { get; }

        public void Close()
        {
            if (_isClosed)
            {
                return;
            }

            try
            {
                if (!HasStarted)
                {
                    SendHead();
                }
            }
            finally
            {
                ((IDisposable)this).Dispose();
            }
        }

        void IDisposable.Dispose()
        {
            if (!_isClosed)
            {
                try
                {
                    Listener.RemoveClientStream(_output);
                    _output.m_Stream.Flush();
                    _output.Dispose();
                }
                catch (Exception)
                {
                    // As on the device: closing tells nobody that it failed.
                }

                _isClosed = true;
            }

            GC.SuppressFinalize(this);
        }

        private void ThrowIfStarted()
        {
            if (HasStarted)
            {
                throw new InvalidOperationException();
            }
        }

        private void SendHead()
        {
            _output.SendHead = null;
            if (ContentLength64 != -1)
            {
                _headers.Set("Content-Length", ContentLength64.ToString(CultureInfo.InvariantCulture));
            }

            _headers.Set("Connection", "Close");
            string line = "HTTP/1.1 " + _statusCode + " " + (HttpStatusCode)_statusCode;
            _output.m_Stream.Write(Encoding.UTF8.GetBytes(line + "\r\n"));
            _output.m_Stream.Write(Encoding.UTF8.GetBytes(_headers.ToString()));
            HasStarted = true;
        }
    }
}
