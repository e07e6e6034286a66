using System;
using System.Security.Cryptography.X509Certificates;

namespace EdgeWs.Nano.Http
{
    /// <summary>Limits and deadlines of an <see cref="HttpHost"/>.</summary>
    public sealed class HttpHostOptions
    {
        private X509Certificate2 _certificate;
        private int _maxRequests = 8;
        private int _maxThreads = 4;
        private int _maxBodySize = 4096;
        private int _requestTimeout = 10000;
        private int _sendTimeout = 30000;

        /// <summary>The scheduler that drives the host; the default one when null.</summary>
        public IoScheduler Scheduler { get; set; }

        /// <summary>The certificate, with its private key, of a host for <c>https</c> and <c>wss</c>; null for plain HTTP.</summary>
        /// <remarks>
        /// The platform's listener does the handshakes one after the other: a client that goes quiet in the middle of its own keeps
        /// all others out, and may hold the device.
        /// </remarks>
        /// <exception cref="ArgumentException">It has no private key.</exception>
        public X509Certificate2 Certificate
        {
            get => _certificate;
            set
            {
                if (value != null && !value.HasPrivateKey)
                {
                    throw new ArgumentException();
                }

                _certificate = value;
            }
        }

        /// <summary>
        /// The most clients at a time whose request has not arrived whole or whose answer is on its way, 8 by default. One more is
        /// answered 503, unless a client that has been connected for over a second without completing its request can be dropped,
        /// with 408: first the longest silent, then the oldest incomplete.
        /// </summary>
        /// <remarks>A browser likes to open a connection more than it needs, and says nothing on it.</remarks>
        /// <exception cref="ArgumentOutOfRangeException">It is not positive.</exception>
        public int MaxRequests
        {
            get => _maxRequests;
            set => _maxRequests = Check.AtLeast(1, value);
        }

        /// <summary>
        /// The most requests that are being read at a time, 4 by default; each holds a thread meanwhile, about 2 KB on a device.
        /// More wait for their turn. A request whose head, the request line and the header fields, is not there after a second of
        /// reading makes way for them and is answered 408; a body has until <see cref="RequestTimeout"/>. A client that has sent
        /// nothing yet holds no thread.
        /// </summary>
        /// <exception cref="ArgumentOutOfRangeException">It is not positive.</exception>
        public int MaxThreads
        {
            get => _maxThreads;
            set => _maxThreads = Check.AtLeast(1, value);
        }

        /// <summary>The largest body of a request in bytes, 4,096 by default. A larger one is answered 413.</summary>
        /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
        public int MaxBodySize
        {
            get => _maxBodySize;
            set => _maxBodySize = Check.AtLeast(0, value);
        }

        /// <summary>Milliseconds from connecting in which a request must have arrived, its body included: 10,000 by default. Later it is answered 408.</summary>
        /// <exception cref="ArgumentOutOfRangeException">It is not positive, or more than a week.</exception>
        public int RequestTimeout
        {
            get => _requestTimeout;
            set => _requestTimeout = Check.Time(value, 1);
        }

        /// <summary>Milliseconds in which a client must have taken its answer, 30,000 by default. Then the connection ends.</summary>
        /// <exception cref="ArgumentOutOfRangeException">It is not positive, or more than a week.</exception>
        public int SendTimeout
        {
            get => _sendTimeout;
            set => _sendTimeout = Check.Time(value, 1);
        }
    }
}
