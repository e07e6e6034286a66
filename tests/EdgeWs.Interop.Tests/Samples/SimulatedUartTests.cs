using System.Net.WebSockets;
using System.Text;
using System.Text.RegularExpressions;
using EdgeWs.Interop.Tests.Exchanges;

namespace EdgeWs.Interop.Tests.Samples
{
    /// <summary>The bridge as a newcomer tries it, without a serial port.</summary>
    [TestClass]
    public class SimulatedUartTests
    {
        [TestMethod]
        public async Task AnswersAndReports()
        {
            using var bridge = new UartBridgeProgram("SIM");
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

        [TestMethod]
        public void VisitorOfThePageTalksToTheDevice()
        {
            using var bridge = new UartBridgeProgram("SIM");
            using var visit = new PeerSession("page_uart.js", $"http://127.0.0.1:{bridge.Url.Port}/");
            visit.ExpectAll("heard", "width 0");
        }

        /// <summary>The script of docs/uart-bridge.md in a page.</summary>
        [TestMethod]
        public void Page()
        {
            Peer chromium = Peer.FindFor("page_script.js");
            using var bridge = new UartBridgeProgram("SIM");
            string script = Documentation.Block("docs/uart-bridge.md", "js").Place("ws://192.168.1.10:8000/uart", bridge.Url.ToString());
            using ChildProcess page = chromium.Start("page_script.js", script);
            page.ExpectLine("^A");
        }
    }
}
