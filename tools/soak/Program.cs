using System.CommandLine;
using EdgeWs.Soak;

var minutes = new Option<double>("--minutes") { Description = "How long the load lasts.", DefaultValueFactory = _ => 1 };
var channels = new Option<int>("--channels") { Description = "Connections at a time.", DefaultValueFactory = _ => 50 };
var reconnects = new Option<int>("--reconnects") { Description = "Connections that end and are replaced in each second.", DefaultValueFactory = _ => 5 };
var seed = new Option<int>("--seed") { Description = "Another seed, another load.", DefaultValueFactory = _ => 1 };

var command = new RootCommand("""
    Runs a server and its clients over TCP for minutes or hours.

    Exit code 0: nothing was lost, nothing leaked, and a flooder did not take the others' share.
    Exit code 1: something was found.
    Exit code 2: nothing was found, but the flood did not happen, so fairness was not judged.
    """)
{
    minutes, channels, reconnects, seed,
};
command.SetAction(arguments => new SoakRun(new SoakOptions(
    arguments.GetValue(minutes),
    arguments.GetValue(channels),
    arguments.GetValue(reconnects),
    arguments.GetValue(seed))).Run());
return command.Parse(args).Invoke();
