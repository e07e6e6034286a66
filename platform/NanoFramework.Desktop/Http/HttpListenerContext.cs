namespace System.Net
{
    /// <summary>
    /// A request and its response. The first look at either reads the request, with waits that have no end. The internal members have
    /// the names that they have on the device, where they are reached by reflection.
    /// </summary>
    public class HttpListenerContext
    {
        internal OutputNetworkStreamWrapper m_clientOutputStream;
        internal HttpListenerResponse m_ResponseToClient;

        private readonly HttpListenerRequest _request;
        private InputNetworkStreamWrapper _input;
        private bool _isParsed;

        internal HttpListenerContext(OutputNetworkStreamWrapper output, HttpListener listener)
        {
            m_clientOutputStream = output;
            _input = new InputNetworkStreamWrapper(output.m_Stream, output.m_Socket);
            _request = new HttpListenerRequest(_input);
            m_ResponseToClient = new HttpListenerResponse(output, listener);
            listener.AddClientStream(output);
        }

        public HttpListenerRequest Request
        {
            get
            {
                Parse();
                return _request;
            }
        }

        public HttpListenerResponse Response
        {
            get
            {
                Parse();
                return m_ResponseToClient;
            }
        }

        public void Close()
        {
            try
            {
                m_ResponseToClient?.Close();
                m_ResponseToClient = null;
                m_clientOutputStream?.Dispose();
                m_clientOutputStream = null;
                _input?.Dispose();
                _input = null;
            }
            catch (Exception)
            {
                // As on the device: closing tells nobody that it failed.
            }
        }

        internal WebSocketContext GetWebsocketContext()
        {
            var handedOver = new WebSocketContext(m_clientOutputStream.m_Socket, m_clientOutputStream.m_Stream, Request.Headers);
            m_ResponseToClient.Listener.RemoveClientStream(m_clientOutputStream);
            m_ResponseToClient = null;
            m_clientOutputStream = null;
            _input = null;
            return handedOver;
        }

        private void Parse()
        {
            if (_isParsed)
            {
                return;
            }

            _request.Parse();
            _input.IsChunked = string.Equals(_request.Headers["Transfer-Encoding"], "chunked", StringComparison.OrdinalIgnoreCase);
            _isParsed = true;
        }
    }
}
