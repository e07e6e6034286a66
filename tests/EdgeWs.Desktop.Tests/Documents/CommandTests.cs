using System.Collections.Generic;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace EdgeWs.Desktop.Tests.Documents
{
    /// <summary>The commands in the documents' blocks work.</summary>
    [TestClass]
    public class CommandTests
    {
        public static IEnumerable<object[]> Commands =>
            DocumentedCommand.All.Select(command => new object[] { command.Document, command.Line, command.Text });

        [TestMethod]
        [DynamicData(nameof(Commands))]
        public void Works(string document, int line, string text)
        {
            CommandRule[] rules = Claiming(text);
            Assert.HasCount(1, rules, $"{document}:{line}: exactly one of {nameof(CommandRules)} has to claim this: {text}");
            rules[0].Check(new DocumentedCommand(document, line, text));
        }

        [TestMethod]
        [DataRow("dotnet run --project desktop/Esp32Servr -- 8000")]
        [DataRow("dotnet run --project desktop/Esp32Server 8000")]
        [DataRow("dotnet tool install -g nanof")]
        [DataRow("git clone https://example.com/EdgeWs.Nano")]
        [DataRow("rm -rf /")]
        public void WhatNoRuleKnowsIsFound(string text)
        {
            Assert.IsEmpty(Claiming(text));
        }

        [TestMethod]
        [DataRow("dotnet run --project desktop/Esp32Server -- 8000 --lts")]
        [DataRow("dotnet run --project tools/edgews -- ping ws://192.168.1.20:8000/ --cuont 1")]
        [DataRow("dotnet test EdgeWs.sln")]
        [DataRow("dotnet test tests/EdgeWs.Simulation -e SIM_SAEDS=1")]
        [DataRow("dotnet test tests/EdgeWs.Conformance --filter Name~OverTsl")]
        [DataRow("nanoff --serialprot COM3")]
        [DataRow("nanoff --nanodevice --serialport COM3 --deploy")]
        [DataRow("nanoff --platform esp32 --serialport COM3 --deploy --image MyServer.bin")]
        [DataRow("nanoff --nanodevice --serialport COM3 --update")]
        [DataRow("nanoff --platform esp23 --serialport COM3 --update")]
        [DataRow("Install-Package EdgeWs.Nanno")]
        [DataRow("Install-Package nanoFramework.System.Net -Version 1.11.6")]
        [DataRow("Install-Package nanoFramework.System.Net")]
        [DataRow("msbuild nfproj.slnx -p:Configuration=Release")]
        [DataRow("npm ci --prefix tests/Peers")]
        [DataRow("apt-get install ngnix")]
        [DataRow("dotnet samples/deploy.cs Esp32Servr COM3")]
        [DataRow("dotnet samples/deploy.cs Esp32Server")]
        [DataRow("dotnet samples/deploy.cs Esp32Server COM3 --serialprot")]
        [DataRow("msbuild nfproj.sln -p:Conf")]
        [DataRow("npm ci --prefix tests")]
        [DataRow(@"vstest.console.exe tests\EdgeWs.Nano.Tests\NFUnitTest.dll /Setings:tests\EdgeWs.Nano.Tests\nano.runsettings")]
        [DataRow(@"vstest.console.exe NFUnitTest.dll /TestAdapterPath:packages\nanoFramework.TestFramework.1.0.0")]
        [DataRow(@"Get-ChildItem samples\Esp32Servr\bin\Release\*.pe | Select-Object Name")]
        public void MistakesAreFound(string text)
        {
            var command = new DocumentedCommand("here", 1, text);
            Assert.Throws<AssertFailedException>(() => Claiming(text).Single().Check(command));
        }

        private static CommandRule[] Claiming(string text)
        {
            return [.. CommandRules.All.Where(rule => rule.Claims(text))];
        }
    }
}
