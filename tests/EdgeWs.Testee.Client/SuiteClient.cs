using System;
using EdgeWs.Nano;

namespace EdgeWs.Testee
{
    /// <summary>
    /// The client under test. Follows the protocol of the Autobahn suite's fuzzing server, a connection a step: asks how many
    /// cases there are, runs each by echoing until the server closes, and has the reports written.
    /// </summary>
    internal sealed class SuiteClient
    {
        private readonly string _url;
        private readonly string _agent;
        private readonly WsClientOptions _options = new WsClientOptions();
        private int _step;
        private int _caseCount;
        private bool _isOver;
        private bool _isComplete;

        /// <param name="url">Scheme, host and port of the fuzzing server.</param>
        /// <param name="agent">The name in the reports, as it can stand in a URL.</param>
        /// <param name="maxMessageSize">The largest message to echo.</param>
        internal SuiteClient(string url, string agent, int maxMessageSize)
        {
            _url = url;
            _agent = agent;
            Echo.Allow(_options, maxMessageSize);
        }

        /// <summary>Runs all cases.</summary>
        /// <returns>Whether the server was there to the end. What it found is in its reports.</returns>
        internal bool Run()
        {
            IoSched.Default.ErrorReported += OnError;
            Connect("/getCaseCount").MessageReceived += OnCaseCount;
            while (!_isOver)
            {
                IoSched.Poll();
            }

            IoSched.Default.ErrorReported -= OnError;
            return _isComplete;
        }

        private WsClient Connect(string resource)
        {
            WsClient client = WsClient.Create(_url + resource, _options);
            client.Closed += OnClosed;
            return client;
        }

        private void OnCaseCount(WsConnection connection, WsMessage message)
        {
            _caseCount = int.Parse(message.GetString());
        }

        private void OnClosed(WsConnection connection, int code, string reason)
        {
            WsError error = ((WsClient)connection).Error;
            if (error != null || _caseCount == 0)
            {
                Console.WriteLine(error == null
                    ? "no case count"
                    : "not connected: error " + ((int)error.Kind).ToString() + ", status " + error.Status.ToString());
                _isOver = true;
            }
            else if (++_step <= _caseCount)
            {
                Console.WriteLine("case " + _step.ToString() + " of " + _caseCount.ToString());
                Connect("/runCase?case=" + _step.ToString() + "&agent=" + _agent).MessageReceived += Echo.OnMessage;
            }
            else if (_step == _caseCount + 1)
            {
                Connect("/updateReports?agent=" + _agent);
            }
            else
            {
                _isOver = true;
                _isComplete = true;
            }
        }

        private static void OnError(object source, Exception exception)
        {
            Console.WriteLine("error: " + exception.ToString());
        }
    }
}
