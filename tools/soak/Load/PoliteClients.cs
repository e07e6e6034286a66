using System;
using System.Diagnostics;
using System.Threading;
using EdgeWs.Nano;

namespace EdgeWs.Soak.Load
{
    /// <summary>Clients that send at a fixed modest rate, and note which of their messages are answered before the next is due.</summary>
    internal sealed class PoliteClients
    {
        private const int Count = 10;
        private const int Period = 50;
        private const int MessageLength = 100;

        private readonly PollThread _loop;
        private readonly WsClient[] _clients = new WsClient[Count];
        private readonly byte[] _message = new byte[MessageLength];
        private IoTimer _timer;
        private int _open;
        private int _due;
        private int _inTime;

        internal PoliteClients(PollThread loop, string url)
        {
            _loop = loop;
            loop.Do(() =>
            {
                for (int i = 0; i < Count; i++)
                {
                    _clients[i] = WsClient.Create(url + "?polite", new WsClientOptions { Scheduler = loop.Scheduler });
                    _clients[i].Opened += client => _open++;
                    _clients[i].Message += OnAnswer;
                    _clients[i].Closed += (client, code, reason) => _open--;
                }

                return 0;
            });
            WaitFor(Count);
        }

        /// <summary>Has them send for a time.</summary>
        /// <returns>The share of their messages that was served in time.</returns>
        internal double Measure(TimeSpan time)
        {
            _loop.Do(() =>
            {
                _due = 0;
                _inTime = 0;
                _timer = _loop.Scheduler.SetInterval(Send, Period);
                return 0;
            });
            Thread.Sleep(time);
            _loop.Do(() =>
            {
                _loop.Scheduler.Clear(_timer);
                return 0;
            });

            // For the last of them.
            Thread.Sleep(2 * Period);
            return _loop.Do(() => _due == 0 ? 0.0 : (double)_inTime / _due);
        }

        internal void Close()
        {
            _loop.Do(() =>
            {
                foreach (WsClient client in _clients)
                {
                    client.Close();
                }

                return 0;
            });
            WaitFor(0);
        }

        private void WaitFor(int open)
        {
            for (int i = 0; i < 100 && _loop.Do(() => _open) != open; i++)
            {
                Thread.Sleep(50);
            }
        }

        private void Send()
        {
            BitConverter.TryWriteBytes(_message, Stopwatch.GetTimestamp());
            foreach (WsClient client in _clients)
            {
                _due++;
                client.Send(_message, 0, _message.Length, WsMessageType.Binary);
            }
        }

        private void OnAnswer(WsConnection connection, WsMessage message)
        {
            if (message.IsText)
            {
                // A broadcast.
                return;
            }

            long sentAt = BitConverter.ToInt64(message.Buffer, message.Offset);
            _inTime += Stopwatch.GetElapsedTime(sentAt).TotalMilliseconds <= Period ? 1 : 0;
        }
    }
}
