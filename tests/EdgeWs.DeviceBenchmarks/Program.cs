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

            long bare = s_report.Baseline("bare/server/" + name, new BareEcho(true, masked, 1));
            WireServer server = new WireServer(false);
            s_report.Compare(
                "echo/server/" + name, new Exchange(server.Scheduler, server.Connect(), masked, 1, unmasked.Length), bare);

            bare = s_report.Baseline("bare/client/" + name, new BareEcho(false, unmasked, 1));
            WireClient client = new WireClient();
            s_report.Compare("echo/client/" + name, new Exchange(client.Scheduler, client.Wire, unmasked, 1, masked.Length), bare);
        }

        /// <summary>A message in four frames, against the same in one.</summary>
        private static void Fragments()
        {
            const int Part = Medium / 4;
            byte[] part = Bytes.Fill((byte)'a', Part);
            byte[] whole = Bytes.Fill((byte)'a', Medium);
            byte[] start = Bytes.Concat(Frames.Masked(Opcode.Text, part), Frames.Masked(Opcode.Continuation, part));
            byte[] rest = Bytes.Concat(Frames.Masked(Opcode.Continuation, part), Frames.Masked(Fin | Opcode.Continuation, part));

            long bare = Bare(whole, 1);
            WireServer server = new WireServer(false);
            Exchange exchange = new Exchange(
                server.Scheduler, server.Connect(), Bytes.Concat(start, rest), 1, Frames.Unmasked(Fin | Opcode.Text, whole).Length);
            s_report.Compare("fragments/server/text/4x256", exchange, bare);
        }

        /// <summary>Pings that are answered, against binary messages that are echoed.</summary>
        private static void Pings()
        {
            byte[] payload = Bytes.Fill((byte)'p', 4);
            byte[] masked = Frames.Masked(Fin | Opcode.Ping, payload);
            byte[] unmasked = Frames.Unmasked(Fin | Opcode.Ping, payload);

            WireServer server = new WireServer(false);
            s_report.Compare(
                "ping/server/4",
                new Exchange(server.Scheduler, server.Connect(), masked, 1, unmasked.Length),
                Timing.Measure(new BareEcho(true, masked, 1)));

            WireClient client = new WireClient();
            s_report.Compare(
                "ping/client/4",
                new Exchange(client.Scheduler, client.Wire, unmasked, 1, masked.Length),
                Timing.Measure(new BareEcho(false, unmasked, 1)));
        }

        private static void Broadcast()
        {
            const int Clients = 4;
            byte[] payload = Bytes.Fill((byte)'a', Medium);
            long bare = Bare(payload, Clients);
            WireServer server = new WireServer(true);
            Wire speaker = server.Connect();
            for (int i = 1; i < Clients; i++)
            {
                server.Connect();
            }

            Exchange exchange = new Exchange(
                server.Scheduler,
                speaker,
                Frames.Masked(Fin | Opcode.Text, payload),
                1,
                Frames.Unmasked(Fin | Opcode.Text, payload).Length);
            s_report.Compare("broadcast/4/text/1024", exchange, bare);
        }

        /// <summary>Eight messages that have arrived before the first is handled; the figures are for one.</summary>
        private static void InFlight()
        {
            const int Messages = 8;
            byte[] payload = Bytes.Fill((byte)'a', Medium);
            byte[] one = Frames.Masked(Fin | Opcode.Text, payload);
            byte[] all = one;
            for (int i = 1; i < Messages; i++)
            {
                all = Bytes.Concat(all, one);
            }

            long bare = Bare(payload, 1);
            WireServer server = new WireServer(false);
            Exchange exchange = new Exchange(
                server.Scheduler,
                server.Connect(),
                all,
                Messages,
                Messages * Frames.Unmasked(Fin | Opcode.Text, payload).Length);
            s_report.Compare("inflight/8/text/1024", exchange, bare);
        }

        private static void IdlePasses()
        {
            foreach (int channels in new int[] { 1, 4, 8 })
            {
                string name = channels.ToString();
                long bare = s_report.Baseline("bare/idle/" + name, new BareIdle(channels));
                WireServer server = new WireServer(false);
                for (int i = 0; i < channels; i++)
                {
                    server.Connect();
                }

                s_report.Compare("idle/" + name, new Idle(server.Scheduler), bare);
            }
        }

        /// <summary>Passes with eight timers that are not due, and timers that are, against a look at one connection.</summary>
        private static void Timers()
        {
            long bare = Timing.Measure(new BareIdle(1));
            IoScheduler scheduler = new IoScheduler();
            for (int i = 1; i <= 8; i++)
            {
                scheduler.SetInterval(() => { }, i * 60000);
            }

            s_report.Compare("timers/8/waiting", new Idle(scheduler), bare);
            s_report.Compare("timers/8/due", new TimerCalls(scheduler), bare);
        }

        /// <summary>Clients that come and go, and what the heap holds for one that stays, and after a thousand of its messages.</summary>
        private static void Channel()
        {
            const int Channels = 4;
            const int Thousand = 1000;
            byte[] payload = Bytes.Fill((byte)'a', 125);
            byte[] masked = Frames.Masked(Fin | Opcode.Text, payload);
            long bare = Bare(payload, 1);

            WireServer server = new WireServer(false);
            long opening = s_report.Compare("open", new Openings(server), bare);

            Wire wire = null;
            long before = HeapGauge.Free();
            for (int i = 0; i < Channels; i++)
            {
                wire = server.Connect();
            }

            s_report.Print("channel", opening, bare, (before - HeapGauge.Free()) / Channels);

            Exchange exchange = new Exchange(
                server.Scheduler, wire, masked, 1, Frames.Unmasked(Fin | Opcode.Text, payload).Length);
            exchange.Run(8);
            before = HeapGauge.Free();
            exchange.Run(Thousand);
            long more = before - HeapGauge.Free();
            s_report.Print("channel/1000-messages", Timing.Measure(exchange), bare, more);
        }

        private static long Bare(byte[] payload, int receivers)
        {
            return Timing.Measure(new BareEcho(true, Frames.Masked(Fin | Opcode.Text, payload), receivers));
        }
    }
}
