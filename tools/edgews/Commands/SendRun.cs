using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace EdgeWs.Cli
{
    /// <summary>Messages that are sent, and those of the peer that are waited for.</summary>
    internal sealed class SendRun
    {
        // A greeting is on its way when the handshake is over; what answers the first message comes after it.
        private static readonly TimeSpan s_greetingTime = TimeSpan.FromMilliseconds(200);

        private readonly Session _session;
        private readonly List<byte[]> _messages;
        private readonly bool _isText;
        private readonly int _wait;
        private readonly MessagePrinter _printer;
        private readonly Lock _lock = new Lock();
        private bool _isSending;
        private int _sent;
        private int _received;

        internal SendRun(Session session, List<byte[]> messages, bool isText, int wait, MessagePrinter printer)
        {
            _session = session;
            _messages = messages;
            _isText = isText;
            _wait = wait;
            _printer = printer;
        }

        private bool IsDone => _sent == _messages.Count && _received >= _wait;

        /// <summary>Returns the exit code.</summary>
        internal async Task<int> RunAsync(TimeSpan timeout, CancellationToken cancellation)
        {
            using CancellationTokenRegistration onInterrupt = cancellation.Register(_session.Close);
            using CancellationTokenSource limit = new CancellationTokenSource();
            using CancellationTokenRegistration onLimit = limit.Token.Register(_session.Close);

            // What the peer sends is received meanwhile: a peer that cannot get rid of it takes nothing either.
            Task receiving = ReceiveAsync();
            if (_wait > 0)
            {
                await Task.WhenAny(receiving, Task.Delay(s_greetingTime, cancellation));
            }

            await SendAsync();
            limit.CancelAfter(timeout);
            await receiving;
            _printer.Write(_session.End);
            if (_sent < _messages.Count)
            {
                throw new CliException(ExitCode.Ended, DescribeUnsent());
            }

            if (_session.End.ExitCode != ExitCode.Done)
            {
                return ExitCode.Ended;
            }

            bool isShort = _received < _wait && !cancellation.IsCancellationRequested;
            return isShort ? throw MissingMessages.Of(_received, _wait, _session.End) : ExitCode.Done;
        }

        private async Task SendAsync()
        {
            lock (_lock)
            {
                _isSending = true;
            }

            foreach (byte[] message in _messages)
            {
                if (!await _session.SendAsync(message, _isText))
                {
                    return;
                }

                lock (_lock)
                {
                    _sent++;
                    CloseWhenDone();
                }
            }
        }

        private async Task ReceiveAsync()
        {
            Message message;
            while ((message = await _session.ReceiveAsync()) != null)
            {
                lock (_lock)
                {
                    if (_wait == 0 || IsDone)
                    {
                        continue;
                    }

                    _printer.Write(message);
                    _received += _isSending ? 1 : 0;
                    CloseWhenDone();
                }
            }
        }

        private void CloseWhenDone()
        {
            if (IsDone)
            {
                _session.Close();
            }
        }

        private string DescribeUnsent()
        {
            int first = _sent + 1;
            return first == _messages.Count
                ? $"Message {first} of {_messages.Count} was not sent."
                : $"Messages {first} to {_messages.Count} were not sent.";
        }
    }
}
