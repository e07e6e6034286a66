using System;
using System.Linq;
using System.Text;
using EdgeWs.Nano;
using EdgeWs.Nano.Http;

namespace EdgeWs.Simulation
{
    /// <summary>A host of the library in front of a server, its application, and the check of who is in it and for how long.</summary>
    internal sealed class SimHost : Subject
    {
        private const int LongestPage = 6000;

        private readonly SimLoop _loop;
        private readonly HttpHost _host;
        private int _sources;

        internal SimHost(SimLoop loop, string name, SimListener listener, WsServer server)
            : base(loop.World, name + " host")
        {
            _loop = loop;
            _host = HttpHost.Create(listener, World.Profile.CreateHostOptions(loop.Scheduler));
            _host.Add(server);
            _host.RequestReceived += OnRequest;
        }

        internal int Places => _host.Options.MaxRequests;

        /// <summary>A page that there is, with its content in its name.</summary>
        internal static string CreatePath(Dice dice)
        {
            return "/" + dice.Pick("array", "text", "source", "stream", "echo", "throw", "none") + "/" + dice.Skewed(LongestPage);
        }

        /// <summary>What a page has in it.</summary>
        internal static byte[] ContentOf(string path)
        {
            byte[] name = Encoding.ASCII.GetBytes(path);
            byte[] content = new byte[int.Parse(path.Split('/')[2])];
            for (int i = 0; i < content.Length; i++)
            {
                content[i] = name[i % name.Length];
            }

            return content;
        }

        internal void Stop() => _host.Stop();

        /// <summary>No more guests than places, and none for longer than its stage may last.</summary>
        internal void CheckIdle()
        {
            Require(_host.RequestCount <= Places, $"{_host.RequestCount} clients hold {Places} places");
            HttpHostOptions options = _host.Options;
            int now = _loop.Scheduler.Now;
            foreach (Guest guest in _loop.Items.OfType<Guest>().Where(guest => guest.Admission.Keeper == _host))
            {
                SimTransport transport = (SimTransport)guest.Transport;
                int age = now - guest.Since;
                int limit = guest.Stage switch
                {
                    Admission.Idle => options.KeepAliveTimeout,
                    Admission.Refused => Math.Max(options.SendTimeout, 1000),
                    Admission.Answer => options.SendTimeout,
                    _ => options.RequestTimeout,
                };
                bool isTaking = guest.Stage == Admission.Answer && World.Now - transport.Outgoing.LastTaken < limit;
                Require(age < limit || isTaking, $"{transport.Link.Name} is in stage {guest.Stage} for {age} of {limit} ms");
            }
        }

        internal void CheckEmpty() => Require(_sources == 0, $"{_sources} sources were not completed");

        private void OnRequest(HttpHost host, HttpExchange exchange)
        {
            World.Log?.Add($"{Name}: {exchange.Method} {exchange.Path} with {exchange.Body.Length} bytes");
            try
            {
                World.Script.InHandler(null, null);
            }
            catch (ScriptException)
            {
                // What a page says does not depend on chance.
            }

            switch (exchange.Path.Split('/')[1])
            {
                case "array":
                    exchange.Respond(200, "x/y", ContentOf(exchange.Path));
                    break;
                case "text":
                    exchange.Respond(Encoding.ASCII.GetString(ContentOf(exchange.Path)));
                    break;
                case "echo":
                    exchange.Respond(200, null, exchange.Body);
                    break;
                case "throw":
                    throw new ScriptException();
                case "source":
                    RespondFrom(exchange, true);
                    break;
                case "stream":
                    RespondFrom(exchange, false);
                    break;
            }
        }

        private void RespondFrom(HttpExchange exchange, bool isLengthKnown)
        {
            byte[] content = ContentOf(exchange.Path);
            int position = 0;
            int Read(byte[] buffer, int offset, int count)
            {
                count = Math.Min(World.Dice.Between(1, count), content.Length - position);
                Array.Copy(content, position, buffer, offset, count);
                position += count;
                return count;
            }

            exchange.RespondFrom(200, "x/y", Read, isLengthKnown ? content.Length : -1, () => _sources--);
            _sources++;
        }
    }
}
