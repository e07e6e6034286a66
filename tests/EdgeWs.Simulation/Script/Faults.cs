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
            bool isHuge = world.Profile.IsHuge;
            pipe.Latency = _dice.OneIn(2) ? 0 : _dice.Next(isCalm ? 10 : 400);
            pipe.Capacity = isCalm ? _dice.Between(isHuge ? 40000 : 2000, 60000) : Math.Max(_dice.Pick(1, 40, 600, 3000, 60000), isHuge ? 600 : 1);
            pipe.MaxPiece = _dice.OneIn(2) ? int.MaxValue : _dice.Between(isCalm || isHuge ? 100 : 1, 600);
            pipe.Flakiness = _dice.Pick(0, 0, 4, 10);
        }

        /// <summary>Harms a connection that exists: the later ones are likelier to be alive still.</summary>
        internal void Strike()
        {
            int back = _dice.Between(1, 8);
            Link link = back > world.Links.Count ? null : world.Links[^back];
            if (link == null || link.IsOver)
            {
                return;
            }

            SimPipe pipe = _dice.OneIn(2) ? link.Up : link.Down;
            (string what, Action strike) = _dice.Next(7) switch
            {
                0 => ("stalls", () => pipe.StalledUntil = world.Now + _dice.Between(1, 9000)),
                1 => ("is silent", () => Silence(link, _dice.OneIn(2))),
                2 => ("is reset", () => Reset(link, _dice.Next(3))),
                3 => ("is cut soon", () => pipe.CutAfter = _dice.Skewed(3000)),
                4 => ("ends", pipe.Close),
                5 => ("trickles", () => pipe.Trickle = _dice.Between(1, 400)),
                _ => ("takes little", (Action)(() => pipe.Shrink(_dice.Pick(0, 1, 100)))),
            };
            world.Log?.Add($"{link.Name}: {what}");
            strike();
        }

        private static void Silence(Link link, bool both)
        {
            link.Up.IsSilent = true;
            link.Down.IsSilent |= both;
        }

        /// <summary>Resets one end or both. Of one, the other end hears nothing any more, not even that.</summary>
        private static void Reset(Link link, int whom)
        {
            link.Reset(whom != 1, whom != 2);
            if (whom != 0)
            {
                Silence(link, true);
            }
        }
    }
}
