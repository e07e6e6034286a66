using System.IO;
using System.Net.WebSockets;
using System.Text;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
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
    }
}
