using System.Reflection;

[assembly: AssemblyTitle("MqttClient")]
[assembly: AssemblyDescription("MQTT over WebSocket on an ESP32")]
[assembly: AssemblyCompany("EdgeWs contributors")]
[assembly: AssemblyProduct("EdgeWs.Nano")]
[assembly: AssemblyCopyright("Copyright (c) 2026 EdgeWs contributors")]
[assembly: AssemblyVersion("0.1.0.0")]
[assembly: AssemblyFileVersion("0.1.0.0")]
[assembly: AssemblyInformationalVersion("0.1.0")]
