using System;

namespace EdgeWs.Nano.Http
{
    /// <summary>Limits and deadlines of an <see cref="HttpHost"/>. Times are in milliseconds, a week at the most, sizes in bytes.</summary>
    /// <remarks>
    /// What hostile clients can make a host hold is <see cref="MaxHeadSize"/> plus <see cref="MaxBodySize"/> for each of
    /// <see cref="MaxRequests"/>: 64 KB with the defaults.
    /// </remarks>
    public sealed class HttpHostOptions
    {
        private IoScheduler _scheduler;
        private int _maxRequests = 8;
        private int _maxRequestsPerAddress;
        private int _maxHeadSize = 4096;
        private int _maxBodySize = 4096;
        private int _requestTimeout = 10000;
        private int _sendTimeout = 10000;
        private int _keepAliveTimeout = 5000;
        private string[] _origins;
        private string[] _hosts;

        /// <summary>The scheduler that drives the host and its servers; the default one when null.</summary>
        public IoScheduler Scheduler
        {
            get => _scheduler;
            set => _scheduler = value;
        }

        /// <summary>
        /// The most clients at a time, 8 by default, channels of WebSockets not counted. A further client waits in the platform's queue
        /// until one is done or had its time: a quarter of a second for one that said nothing, was answered and is kept, or was refused;
        /// a second for one whose head or body is not complete or that does not take its answer. That one is
        /// dropped; the silent before the slow, and those that take an answer last.
        /// </summary>
        /// <remarks>A browser likes to open a connection more than it needs, and says nothing on it.</remarks>
        /// <exception cref="ArgumentOutOfRangeException">It is not positive.</exception>
        public int MaxRequests
        {
            get => _maxRequests;
            set => _maxRequests = Check.AtLeast(1, value);
        }

        /// <summary>
        /// The most of these from one address; 0, as by default, for no limit of its own. A further one takes the place of another
        /// from that address, if one had its time, or is dropped.
        /// </summary>
        /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
        public int MaxRequestsPerAddress
        {
            get => _maxRequestsPerAddress;
            set => _maxRequestsPerAddress = Check.AtLeast(0, value);
        }

        /// <summary>The largest head of a request, its first line and its header fields, 4,096 by default, at most 65,535. A larger one is answered 431.</summary>
        /// <exception cref="ArgumentOutOfRangeException">It is not positive, or more than 65,535.</exception>
        public int MaxHeadSize
        {
            get => _maxHeadSize;
            set => _maxHeadSize = Check.AtLeast(1, value > 65535 ? 0 : value);
        }

        /// <summary>The largest body of a request, 4,096 by default. A larger one is answered 413.</summary>
        /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
        public int MaxBodySize
        {
            get => _maxBodySize;
            set => _maxBodySize = Check.AtLeast(0, value);
        }

        /// <summary>The time in which a request must have arrived, its body included, from connecting or from its first byte on a kept connection: 10,000 by default. Later it is answered 408.</summary>
        /// <exception cref="ArgumentOutOfRangeException">It is not positive, or more than a week.</exception>
        public int RequestTimeout
        {
            get => _requestTimeout;
            set => _requestTimeout = Check.Time(value, 1);
        }

        /// <summary>How long a client may take nothing of its answer, and how long it may take to close behind the last one: 10,000 by default. Then it is dropped.</summary>
        /// <exception cref="ArgumentOutOfRangeException">It is not positive, or more than a week.</exception>
        public int SendTimeout
        {
            get => _sendTimeout;
            set => _sendTimeout = Check.Time(value, 1);
        }

        /// <summary>How long a connection is kept for another request after an answer, 5,000 by default; 0 to end it behind each.</summary>
        /// <remarks>Another client that wants its place gets it as soon as the answer had a quarter of a second to arrive.</remarks>
        /// <exception cref="ArgumentOutOfRangeException">It is negative, or more than a week.</exception>
        public int KeepAliveTimeout
        {
            get => _keepAliveTimeout;
            set => _keepAliveTimeout = Check.Time(value, 0);
        }

        /// <summary>
        /// The pages, besides those of the host itself, whose requests are let through, as browsers send them, such as
        /// <c>https://example.com</c>; these may also read the answers (CORS). Those of other pages are answered 403 without
        /// <see cref="HttpHost.Request"/>. An empty array for none, null, as by default, for all, which may then send but not read.
        /// </summary>
        /// <remarks>For WebSockets see <see cref="WsServerOptions.Origins"/>.</remarks>
        public string[] Origins
        {
            get => _origins;
            set => _origins = value;
        }

        /// <summary>
        /// The names and addresses, in lower case and without port, by which the host is asked for, such as <c>device.local</c>: requests for
        /// any other are answered 421, those for WebSockets too. Null, as by default, for all.
        /// </summary>
        /// <remarks>This stops DNS rebinding: a page of a stranger whose name leads to the device passes for one of the device's own otherwise.</remarks>
        public string[] Hosts
        {
            get => _hosts;
            set => _hosts = value;
        }
    }
}
