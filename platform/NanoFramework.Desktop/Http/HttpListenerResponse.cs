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
        private bool _isChunked;
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

        public bool KeepAlive { get; set; }

        public Stream OutputStream => _isClosed ? throw new ObjectDisposedException("Response has been sent") : _output;

        public Version ProtocolVersion { get; set; } = HttpVersion.Version11;

        public string RedirectLocation { get; set; }

        public bool SendChunked
        {
            get => _isChunked;
            set
            {
                ThrowIfStarted();
                _isChunked = value;
                _output.IsChunked = value;
            }
        }

        public Encoding ContentEncoding { get; set; } = Encoding.UTF8;

        public string ContentType { get; set; }

        public string StatusDescription { get; set; }

        internal HttpListener Listener { get; }

        public void Detach()
        {
            if (!_isClosed)
            {
                if (!HasStarted)
                {
                    SendHead();
                }

                _isClosed = true;
            }
        }

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
                    if (KeepAlive)
                    {
                        Listener.AddToWaitingConnections(_output);
                    }
                    else
                    {
                        _output.Dispose();
                    }
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

            _headers.Set("Connection", KeepAlive ? "Keep-Alive" : "Close");
            SetIfThere("Content-Type", ContentType);
            SetIfThere("Location", RedirectLocation);
            SetIfThere("Transfer-Encoding", _isChunked ? "chunked" : null);
            _statusCode = RedirectLocation == null ? _statusCode : 302;
            string line = "HTTP/" + ProtocolVersion + " " + _statusCode + " " + (StatusDescription ?? ((HttpStatusCode)_statusCode).ToString());
            _output.m_Stream.Write(Encoding.UTF8.GetBytes(line + "\r\n"));
            _output.m_Stream.Write(Encoding.UTF8.GetBytes(_headers.ToString()));
            HasStarted = true;
        }

        private void SetIfThere(string name, string value)
        {
            if (value != null)
            {
                _headers.Set(name, value);
            }
        }
    }
}
