using System.CommandLine;
using EdgeWs.Soak;

var minutes = new Option<double>("--minutes") { Description = "How long the load lasts.", DefaultValueFactory = _ => 1 };
var channels = new Option<int>("--channels") { Description = "Connections at a time.", DefaultValueFactory = _ => 50 };
var reconnects = new Option<int>("--reconnects") { Description = "Connections that end and are replaced in each second.", DefaultValueFactory = _ => 5 };
var seed = new Option<int>("--seed") { Description = "Another seed, another load.", DefaultValueFactory = _ => 1 };
var output = new Option<string>("--out") { Description = "Folder of soak.png and soak.csv.", DefaultValueFactory = _ => "soak-out" };

var command = new RootCommand("Runs a server and its clients over TCP for minutes or hours. Exits with 0 only if nothing was lost and nothing leaked.")
{
    minutes, channels, reconnects, seed, output,
};
command.SetAction(arguments => new SoakRun(new SoakOptions(
    arguments.GetValue(minutes),
    arguments.GetValue(channels),
    arguments.GetValue(reconnects),
    arguments.GetValue(seed),
    arguments.GetValue(output))).Run());
return command.Parse(args).Invoke();
