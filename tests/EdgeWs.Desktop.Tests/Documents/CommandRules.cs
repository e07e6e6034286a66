using EdgeWs.Desktop.Tests.Platform;
using EdgeWs.Desktop.Tests.Soak;
using EdgeWs.Desktop.Tests.Tls;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace EdgeWs.Desktop.Tests.Documents
{
    /// <summary>
    /// The rules for all commands of the documents, of which exactly one claims each. What can run here runs; of the rest, each option is
    /// compared with what the tool has, and what is named must be there.
    /// </summary>
    internal static class CommandRules
    {
        private const string AnyPort = @"^\d+$";

        public static readonly CommandRule[] All =
        [
            // Programs of this repository.
            new("^dotnet run --project desktop/Esp32Server -- ", ProgramRun.Server),
            new("^dotnet run --project desktop/Esp32Client -- wss:", ProgramRun.SecureClient),
            new("^dotnet run --project desktop/Esp32Client -- ws:", ProgramRun.Client),
            new("^dotnet run$", OwnProgram.Run),
            new("^dotnet run --project tools/edgews -- (send|listen|ping) (?!.*/pin )", ProgramRun.Tool),
            new("^dotnet run --project tools/edgews -- send .*/pin ", ProgramRun.PinClient),
            new("^dotnet run --project desktop/RemotePin -- ", command => ProgramRun.Expect(command, "^listening on ws:", (AnyPort, "0"))),
            new(@"^dotnet run --project desktop/UartBridge -- \d+$", command => ProgramRun.Expect(command, "^listening on ws:", (AnyPort, "0"))),
            new(@"^dotnet run --project desktop/UartBridge -- \d+ /dev/", ProgramRun.SerialBridge),
            new("^dotnet run --project tools/edgews -- connect .*/uart$", ProgramRun.BridgeClient),
            new(@"^printf .* \| dotnet run --project tools/edgews -- send .*/uart ", ProgramRun.BridgeLine),
            new("^dotnet run --project desktop/FleetClient -- ", ProgramRun.Fleet),
            new("^dotnet run --project desktop/EdgerosExamples -- own-port ", command => ProgramRun.Expect(command, "^start on port ", (AnyPort, FreePort.Find().ToString()))),
            new("^dotnet run --project desktop/EdgerosExamples -- events ", ProgramRun.EdgerosClient),
            new("^dotnet run --project desktop/MqttClient -- ", ProgramRun.Mqtt),
            new("^dotnet run .*--project desktop/Testee -- server ", command => ProgramRun.Expect(command, "^listening on ws:", ("^9001$", "0"))),
            new("^dotnet run .*--project desktop/Testee -- client ", ProgramRun.SuiteClient),
            new("^dotnet run .*--project desktop/DeviceBenchmarks$", command => ProgramRun.Expect(command, "^echo/")),
            new("^dotnet run .*--project tools/soak -- ", command => Assert.AreEqual(SoakTests.Documented, command)),
            new("^dotnet run .*--project tests/EdgeWs.Fuzz -- random ", command => FuzzRun.Succeeds(command, ("^--seconds$", "--runs"))),
            new("^dotnet run .*--project tests/EdgeWs.Fuzz -- guided ", command => FuzzRun.Succeeds(command, ("^600$", "1"))),
            new("^dotnet run .*--project tests/EdgeWs.Fuzz -- (replay|minimise) ", command => FuzzRun.Succeeds(command)),
            new("^dotnet run .*--project tests/EdgeWs.Fuzz -- instrument ", command => FuzzRun.Succeeds(command, ("^/tmp/", string.Empty))),

            // Building, and what .ci/run does.
            new("^dotnet test ", BuildCheck.Test),
            new("^dotnet format analyzers ", BuildCheck.Format),
            new("^dotnet pack ", PackedTool.Pack),
            new(@"^git clone https://HOST/OWNER/NAME EdgeWs\.Nano$", command => Assert.Contains("https://HOST/OWNER/NAME", BuildCheck.Packer)),
            new(@"^cd EdgeWs\.Nano$", command => { }),
            new("^EDGEWS_REPOSITORY=", BuildCheck.Pack),
            new("^dotnet tool install --global --add-source ", PackedTool.Install),
            new("^dotnet run .*--project tests/EdgeWs.Benchmarks -- |^npm ci ", BuildCheck.IsInScript),
            new("^npm install ", BuildCheck.NodePackageIsPeer),
            new("^apt-get install ", BuildCheck.PackagesAreInScript),

            // Other people's programs that run here.
            new("^node hub.js$", command => FleetHub.Serves()),
            new("^mosquitto ", ProgramRun.Broker),
            new("^openssl s_client ", ProgramRun.OpenSslClient),
            new(DocumentedCommandsTests.Pattern, command => Assert.Contains(command, DocumentedCommandsTests.Commands)),

            // And those that need a board, Windows, or hours.
            new("^nanoff |^dotnet tool install (-g|--global) nanoff( |$)|^docker run |^vstest.console.exe ", ToolOptions.Check),
            new("^AFL_SKIP_BIN_CHECK=1 afl-fuzz ", FuzzRun.Afl),
            new(@"^dotnet samples/deploy\.cs ", BuildCheck.Deploy),
            new("^Install-Package ", BuildCheck.InstallPackage),
            new("^nuget restore |^msbuild ", BuildCheck.BuildForDevice),
            new("^Get-ChildItem .* \\| Select-Object ", BuildCheck.Listing),
        ];
    }
}
