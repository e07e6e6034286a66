using System.IO;
using System.Linq;
using System.Net.WebSockets;
using System.Text;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using EdgeWs.Desktop.Tests.Documents;
using EdgeWs.Desktop.Tests.Peers;
using EdgeWs.DeviceGuards.Documents;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace EdgeWs.Desktop.Tests.Interop
{
    /// <summary>The bridge as a newcomer tries it, without a serial port.</summary>
    [TestClass]
    public class SimulatedUartTests
    {
        [TestMethod]
        public async Task AnswersAndReports()
        {
            using UartBridgeProgram bridge = UartBridgeProgram.Start("SIM");
            using ClientWebSocket client = await bridge.ConnectAsync();
            await client.SendTextAsync("hello");
            var heard = new MemoryStream();
            string text = "";
            while (!text.Contains("HELLO") || !Regex.IsMatch(text, @"temperature [-\d]+\.\d\r\n"))
            {
                await UartBridgeProgram.ReadMoreAsync(client, heard);
                text = Encoding.ASCII.GetString(heard.ToArray());
            }
        }

        /// <summary>The script of docs/uart-bridge.md in a page.</summary>
        [TestMethod]
        public void Page()
        {
            Peer chromium = Peer.FindChromium();
            using UartBridgeProgram bridge = UartBridgeProgram.Start("SIM");
            string script = Document.Find(Repository.Root, "docs/uart-bridge.md").Blocks.Single(block => block.Language == "js").Content;
            string placed = script.Replace("ws://192.168.1.10:8000/uart", bridge.Url.ToString());
            Assert.AreNotEqual(script, placed);
            using ChildProcess page = chromium.Start("page_script.js", placed);
            ProgramRun.ExpectLine(page, "^A");
        }
    }
}
