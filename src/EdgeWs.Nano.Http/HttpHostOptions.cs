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
        /// <summary>The scheduler that drives the host and its servers; the default one when null.</summary>
        public IoScheduler Scheduler;

        /// <summary>
        /// The most clients at a time, 8 by default, channels of WebSockets not counted. A further client waits in the platform's queue
        /// until one is done or had its time: a quarter of a second for one that said nothing, was answered and is kept, or was refused;
        /// a second for one whose head or body is not complete or that does not take its answer. That one is
        /// dropped; the silent before the slow, and those that take an answer last. At least 1.
        /// </summary>
        /// <remarks>A browser likes to open a connection more than it needs, and says nothing on it.</remarks>
        public int MaxRequests = 8;

        /// <summary>
        /// The most of these from one address; 0, as by default, for no limit of its own. A further one takes the place of another
        /// from that address, if one had its time, or is dropped. Not negative.
        /// </summary>
        public int MaxRequestsPerAddress;

        /// <summary>The largest head of a request, its first line and its header fields, 4,096 by default, at least 1, at most 65,535. A larger one is answered 431.</summary>
        public int MaxHeadSize = 4096;

        /// <summary>The largest body of a request, 4,096 by default. A larger one is answered 413. Not negative.</summary>
        public int MaxBodySize = 4096;

        /// <summary>The time in which a request must have arrived, its body included, from connecting or from its first byte on a kept connection: 10,000 by default. Later it is answered 408. At least 1, at most a week.</summary>
        public int RequestTimeout = 10000;

        /// <summary>How long a client may take nothing of its answer, and how long it may take to close behind the last one: 10,000 by default. Then it is dropped. At least 1, at most a week.</summary>
        public int SendTimeout = 10000;

        /// <summary>How long a connection is kept for another request after an answer, 5,000 by default; 0 to end it behind each. At most a week.</summary>
        /// <remarks>Another client that wants its place gets it as soon as the answer had a quarter of a second to arrive.</remarks>
        public int KeepAliveTimeout = 5000;

        /// <summary>
        /// The pages, besides those of the host itself, whose requests are let through, as browsers send them, such as
        /// <c>https://example.com</c>; these may also read the answers (CORS). Those of other pages are answered 403 without
        /// <see cref="HttpHost.RequestReceived"/>. An empty array for none, null, as by default, for all, which may then send but not read.
        /// </summary>
        /// <remarks>For WebSockets see <see cref="WsServerOptions.Origins"/>.</remarks>
        public string[] Origins;

        /// <summary>
        /// The names and addresses, in lower case and without port, by which the host is asked for, such as <c>device.local</c>: requests for
        /// any other are answered 421, those for WebSockets too. Null, as by default, for all.
        /// </summary>
        /// <remarks>This stops DNS rebinding: a page of a stranger whose name leads to the device passes for one of the device's own otherwise.</remarks>
        public string[] Hosts;

        /// <summary>Checks the ranges.</summary>
        /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
        internal void CheckRanges()
        {
            Check.AtLeast(1, MaxRequests);
            Check.AtLeast(0, MaxRequestsPerAddress);
            Check.Within(1, MaxHeadSize, 65535);
            Check.AtLeast(0, MaxBodySize);
            Check.Time(RequestTimeout, 1);
            Check.Time(SendTimeout, 1);
            Check.Time(KeepAliveTimeout, 0);
        }
    }
}
