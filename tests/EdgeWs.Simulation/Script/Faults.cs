using System;

namespace EdgeWs.Simulation
{
    /// <summary>What goes wrong on the way.</summary>
    internal sealed class Faults(World world)
    {
        private readonly Dice _dice = world.Dice;

        /// <summary>Gives a new connection its character in one direction.</summary>
        internal void Shape(SimPipe pipe)
        {
            bool isCalm = world.Profile.IsCalm;
            pipe.Latency = _dice.OneIn(2) ? 0 : _dice.Next(isCalm ? 10 : 400);
            pipe.Capacity = isCalm ? _dice.Between(world.Profile.IsHuge ? 40000 : 2000, 60000) : _dice.Pick(1, 40, 600, 3000, 60000);
            if (world.Profile.IsHuge)
            {
                pipe.Capacity = Math.Max(pipe.Capacity, 600);
            }

            pipe.MaxPiece = _dice.OneIn(2) ? int.MaxValue : _dice.Between(isCalm || world.Profile.IsHuge ? 100 : 1, 600);
            pipe.Flakiness = _dice.Pick(0, 0, 4, 10);
        }

        /// <summary>Harms a connection that exists.</summary>
        internal void Strike()
        {
            if (world.Links.Count == 0)
            {
                return;
            }

            // The later ones are likelier to be alive still.
            int back = _dice.Next(Math.Min(world.Links.Count, 8));
            Link link = world.Links[world.Links.Count - 1 - back];
            if (link.IsOver)
            {
                return;
            }

            SimPipe pipe = _dice.OneIn(2) ? link.Up : link.Down;
            string what;
            switch (_dice.Next(7))
            {
                case 0:
                    what = "stalls";
                    pipe.StalledUntil = world.Now + _dice.Between(1, 9000);
                    break;
                case 1:
                    what = "is silent";
                    link.Up.IsSilent = true;
                    link.Down.IsSilent |= _dice.OneIn(2);
                    break;
                case 2:
                    what = "is reset";
                    bool both = _dice.OneIn(2);
                    bool client = _dice.OneIn(2);
                    link.Reset(both || client, both || !client);

                    // The other end hears nothing any more, not even that.
                    link.Up.IsSilent |= !both;
                    link.Down.IsSilent |= !both;
                    break;
                case 3:
                    what = "is cut soon";
                    pipe.CutAfter = _dice.Skewed(3000);
                    break;
                case 4:
                    what = "ends";
                    pipe.Close();
                    break;
                case 5:
                    what = "trickles";
                    pipe.Trickle = _dice.Between(1, 400);
                    break;
                default:
                    what = "takes little";
                    pipe.Capacity = _dice.Pick(0, 1, 100);
                    break;
            }

            link.IsHurt = true;
            world.Log?.Add($"L{link.Id} {what}");
        }
    }
}
