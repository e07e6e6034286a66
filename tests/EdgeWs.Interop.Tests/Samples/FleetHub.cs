using System.Linq;
using EdgeWs.Desktop.Tests.Peers;
using EdgeWs.Desktop.Tests.Platform;
using EdgeWs.DeviceGuards.Documents;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace EdgeWs.Desktop.Tests.Documents
{
    /// <summary>The hub of docs/scaling-out.md, on Node.js, and the fleet client as the document starts it.</summary>
    internal static class FleetHub
    {
        public static void Serves()
        {
            Peer node = Peer.FindNode();
            string port = FreePort.Find().ToString();
            string hub = Document.Find(Repository.Root, "docs/scaling-out.md").Blocks.Single(block => block.Language == "js").Content;
            string placed = hub.Replace("port: 9000,", "port: " + port + ",");
            Assert.AreNotEqual(hub, placed);
            using ChildProcess server = node.Start("-e", placed + "hub.on('listening', () => console.log('listening'));");
            ProgramRun.ExpectLine(server, "^listening$");

            DocumentedCommand device = DocumentedCommand.Find("--project desktop/FleetClient ");
            using (ChildProcess stranger = device.Run(Repository.Root, Place(port), ("^secret$", "guess")))
            {
                ProgramRun.ExpectLine(stranger, "^refused with HTTP 401$");
            }

            using (ChildProcess client = device.Run(Repository.Root, Place(port)))
            {
                ProgramRun.ExpectLine(client, "^reporting$");
                ProgramRun.ExpectLine(server, "^kitchen connected$");
                ProgramRun.ExpectLine(server, @"^kitchen \{""report"":1\}$");
                ProgramRun.ExpectLine(server, @"^kitchen \{""report"":2\}$");
            }

            ProgramRun.ExpectLine(server, "^kitchen closed with 1006$");
        }

        private static (string Pattern, string Here) Place(string port)
        {
            return ("(?<=^ws://localhost:)9000(?=/$)", port);
        }
    }
}
