using EdgeWs.Nano;
using EdgeWs.Nano.Tests;

namespace EdgeWs.DeviceBenchmarks
{
    /// <summary>
    /// What the library costs on the machine that this runs on: time as a ratio to the shortest loop that does the same, and
    /// bytes of the heap. Without a network.
    /// </summary>
    public static class Program
    {
        private const int Fin = 0x80;
        private const int Medium = 1024;
        private const int MediumAnswer = 4 + Medium;

        private static readonly byte[] s_medium = Frames.Masked(Fin | Opcode.Text, Bytes.Fill((byte)'a', Medium));
        private static readonly Report s_report = new Report();

        /// <summary>Runs everything.</summary>
        public static void Main()
        {
            foreach (int size in new int[] { 16, 125, Medium, 8192 })
            {
                Echo("text/" + size.ToString(), Opcode.Text, size);
                Echo("binary/" + size.ToString(), Opcode.Binary, size);
            }

            Fragments();
            Pings();
            Broadcast();
            InFlight();
            IdlePasses();
            Timers();
            Channel();
        }

        private static void Echo(string name, int opcode, int size)
        {
            byte[] payload = Bytes.Fill((byte)'a', size);
            byte[] masked = Frames.Masked(Fin | opcode, payload);
            byte[] unmasked = Frames.Unmasked(Fin | opcode, payload);

            s_report.Baseline("bare/" + name, new BareEcho(masked, 1));
            s_report.Compare("echo/server/" + name, Served(masked, 1, unmasked.Length), "bare/" + name);
            s_report.Compare("echo/client/" + name, Asked(unmasked, masked.Length), "bare/" + name);
        }

        /// <summary>A message in four frames, against the same in one.</summary>
        private static void Fragments()
        {
            byte[] part = Bytes.Fill((byte)'a', Medium / 4);
            byte[] start = Bytes.Concat(Frames.Masked(Opcode.Text, part), Frames.Masked(Opcode.Continuation, part));
            byte[] rest = Bytes.Concat(Frames.Masked(Opcode.Continuation, part), Frames.Masked(Fin | Opcode.Continuation, part));
            s_report.Compare("fragments/server/text/4x256", Served(Bytes.Concat(start, rest), 1, MediumAnswer), "bare/text/1024");
        }

        /// <summary>Pings that are answered, against binary messages that are echoed.</summary>
        private static void Pings()
        {
            byte[] payload = Bytes.Fill((byte)'p', 4);
            byte[] masked = Frames.Masked(Fin | Opcode.Ping, payload);
            byte[] unmasked = Frames.Unmasked(Fin | Opcode.Ping, payload);

            s_report.Baseline("bare/binary/4", new BareEcho(masked, 1));
            s_report.Compare("ping/server/4", Served(masked, 1, unmasked.Length), "bare/binary/4");
            s_report.Compare("ping/client/4", Asked(unmasked, masked.Length), "bare/binary/4");
        }

        private static void Broadcast()
        {
            const int Clients = 4;
            WireServer server = new WireServer(true);
            Wire speaker = server.Connect(Clients);
            s_report.Baseline("bare/broadcast/4/text/1024", new BareEcho(s_medium, Clients));
            Exchange exchange = new Exchange(server.Scheduler, speaker, s_medium, 1, MediumAnswer);
            s_report.Compare("broadcast/4/text/1024", exchange, "bare/broadcast/4/text/1024");
        }

        /// <summary>Eight messages that have arrived before the first is handled; the figures are for one.</summary>
        private static void InFlight()
        {
            const int Messages = 8;
            byte[] all = s_medium;
            for (int i = 1; i < Messages; i++)
            {
                all = Bytes.Concat(all, s_medium);
            }

            s_report.Compare("inflight/8/text/1024", Served(all, Messages, Messages * MediumAnswer), "bare/text/1024");
        }

        private static void IdlePasses()
        {
            foreach (int channels in new int[] { 1, 4, 8 })
            {
                string name = "idle/" + channels.ToString();
                WireServer server = new WireServer(false);
                server.Connect(channels);
                s_report.Baseline("bare/" + name, new BareIdle(channels));
                s_report.Compare(name, new Idle(server.Scheduler), "bare/" + name);
            }
        }

        /// <summary>Passes with eight timers that are not due, and timers that are, against a look at one connection.</summary>
        private static void Timers()
        {
            IoScheduler scheduler = new IoScheduler();
            for (int i = 1; i <= 8; i++)
            {
                scheduler.SetInterval(() => { }, i * 60000);
            }

            s_report.Compare("timers/8/waiting", new Idle(scheduler), "bare/idle/1");
            s_report.Compare("timers/8/due", new TimerCalls(scheduler), "bare/idle/1");
        }

        /// <summary>Clients that come and go, and what the heap holds for one that stays, and after a thousand of its messages.</summary>
        private static void Channel()
        {
            const int Channels = 4;
            const int Thousand = 1000;
            const string Baseline = "bare/text/125";
            byte[] payload = Bytes.Fill((byte)'a', 125);
            byte[] masked = Frames.Masked(Fin | Opcode.Text, payload);

            WireServer server = new WireServer(false);
            long opening = s_report.Compare("open", new Openings(server), Baseline);

            long before = HeapGauge.Free();
            Wire wire = server.Connect(Channels);
            s_report.Print("channel", opening, Baseline, (before - HeapGauge.Free()) / Channels);

            Exchange exchange = new Exchange(server.Scheduler, wire, masked, 1, Frames.Unmasked(Fin | Opcode.Text, payload).Length);
            exchange.Run(8);
            before = HeapGauge.Free();
            exchange.Run(Thousand);
            long more = before - HeapGauge.Free();
            s_report.Print("channel/1000-messages", Timing.Measure(exchange), Baseline, more);
        }

        /// <summary>What a server that echoes makes of what arrives.</summary>
        private static Exchange Served(byte[] incoming, int messages, int answerLength)
        {
            WireServer server = new WireServer(false);
            return new Exchange(server.Scheduler, server.Connect(), incoming, messages, answerLength);
        }

        /// <summary>What a client that echoes makes of it.</summary>
        private static Exchange Asked(byte[] incoming, int answerLength)
        {
            WireClient client = new WireClient();
            return new Exchange(client.Scheduler, client.Wire, incoming, 1, answerLength);
        }
    }
}
