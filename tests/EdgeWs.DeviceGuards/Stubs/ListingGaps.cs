namespace EdgeWs.DeviceGuards.Stubs
{
    /// <summary>
    /// What a listing leaves out and the compiler goes by: params, optional and out parameters, virtual properties,
    /// static events, extension methods, conditional methods and attributes that may be repeated.
    /// </summary>
    internal static class ListingGaps
    {
        private static readonly HashSet<string> s_params =
        [
            "System.String.Split(char[])",
            "System.String.Trim(char[])",
            "System.String.TrimStart(char[])",
            "System.String.TrimEnd(char[])",
            "System.String.Concat(object[])",
            "System.String.Concat(string[])",
            "System.String.Format(string,object[])",
            "System.Diagnostics.CodeAnalysis.MemberNotNullAttribute..ctor(string[])",
            "System.Diagnostics.CodeAnalysis.MemberNotNullWhenAttribute..ctor(bool,string[])",
            "nanoFramework.TestFramework.DataRowAttribute..ctor(object[])"
        ];

        private static readonly Dictionary<string, string> s_defaults = new()
        {
            ["System.ArgumentException.ThrowIfNullOrEmpty paramName"] = "null",
            ["System.ArgumentNullException.ThrowIfNull paramName"] = "null",
            ["System.String.PadLeft paddingChar"] = "' '",
            ["System.String.PadRight paddingChar"] = "' '",
            ["System.Net.HttpListener..ctor localEndpointIP"] = "null",
            ["System.Device.Gpio.GpioPulseCounter..ctor pinNumberB"] = "-1",
            ["System.IO.Ports.SerialPort..ctor baudRate"] = "9600",
            ["System.IO.Ports.SerialPort..ctor parity"] = "System.IO.Ports.Parity.None",
            ["System.IO.Ports.SerialPort..ctor dataBits"] = "8",
            ["System.IO.Ports.SerialPort..ctor stopBits"] = "System.IO.Ports.StopBits.One",
            ["System.IO.StreamReader..ctor leaveOpen"] = "false",
            ["System.IO.StreamWriter..ctor leaveOpen"] = "false",
            ["nanoFramework.Hardware.Esp32.Sleep.EnableWakeupByTouchPad padNumber2"] = "-1",
            ["nanoFramework.Hardware.Esp32.Sleep.EnableWakeupByTouchPad thresholdCoefficient"] = "80",
            ["nanoFramework.Hardware.Esp32.Touch.TouchPad.GetCalibrationData count"] = "5",
            ["nanoFramework.Runtime.Native.Power.RebootDevice rebootOption"] = "default",
            ["nanoFramework.Networking.NetworkHelper.SetupNetworkHelper requiresDateTime"] = "false",
            ["nanoFramework.Networking.NetworkHelper.SetupAndConnectNetwork token"] = "default",
            ["nanoFramework.Networking.NetworkHelper.SetupAndConnectNetwork requiresDateTime"] = "false",
            ["nanoFramework.TestFramework.SkipTestException..ctor message"] = "null",
            ["nanoFramework.TestFramework.SkipTestException..ctor innerException"] = "null"
        };

        private static readonly Dictionary<string, string[]> s_virtualProperties = new()
        {
            ["System.ArgumentException"] = ["ParamName"],
            ["System.Collections.ArrayList"] =
                ["Capacity", "Count", "IsFixedSize", "IsReadOnly", "IsSynchronized", "SyncRoot", "Item"],
            ["System.Collections.Queue"] = ["Count", "IsSynchronized", "SyncRoot"],
            ["System.Collections.Stack"] = ["Count", "IsSynchronized", "SyncRoot"],
            ["System.Exception"] = ["Message"],
            ["System.IO.Stream"] = ["CanTimeout", "ReadTimeout", "WriteTimeout"],
            ["System.IO.StreamReader"] = ["BaseStream", "CurrentEncoding"],
            ["System.IO.StreamWriter"] = ["BaseStream"],
            ["System.IO.TextWriter"] = ["NewLine"],
            ["System.Net.EndPoint"] = ["AddressFamily"],
            ["System.Net.Sockets.NetworkStream"] = ["DataAvailable"],
            ["System.Security.Cryptography.X509Certificates.X509Certificate"] = ["Issuer", "Subject"]
        };

        private static readonly Dictionary<string, string[]> s_abstractProperties = new()
        {
            ["System.IO.Stream"] = ["CanRead", "CanSeek", "CanWrite", "Length", "Position"],
            ["System.IO.TextWriter"] = ["Encoding"]
        };

        private static readonly HashSet<string> s_repeatableAttributes =
        [
            "System.Diagnostics.ConditionalAttribute",
            "System.Diagnostics.DebuggerDisplayAttribute",
            "System.Diagnostics.DebuggerTypeProxyAttribute",
            "System.Runtime.CompilerServices.InternalsVisibleToAttribute",
            "nanoFramework.TestFramework.DataRowAttribute"
        ];

        public static bool IsParams(ListedType type, ListedMethod method)
        {
            return s_params.Contains(
                $"{type.Name}.{method.Name}({string.Join(',', method.Parameters.Select(p => p.Type))})");
        }

        public static string? DefaultValue(ListedType type, ListedMethod method, ListedParameter parameter)
        {
            // Every assertion ends in an optional message.
            if (type.Namespace == "nanoFramework.TestFramework" && type.SimpleName.EndsWith("Assert")
                && parameter.Name == "message")
            {
                return "\"\"";
            }

            return s_defaults.GetValueOrDefault($"{type.Name}.{method.Name} {parameter.Name}");
        }

        /// <summary>A listing writes ref and out alike.</summary>
        public static bool IsOut(ListedMethod method) =>
            method.Name.StartsWith("TryParse") || method.Name is "Convert" or "Deconstruct" or "GetMemoryInfo";

        public static bool IsExtension(ListedType type) => type.Name == "nanoFramework.TestFramework.TestExtensions";

        public static bool IsStatic(ListedType type, ListedEvent item) =>
            type.Is(Modifiers.Static) || item.Name == "OnRebootEvent";

        public static bool IsVirtual(ListedType type, ListedProperty property) =>
            s_virtualProperties.GetValueOrDefault(type.Name)?.Contains(property.Name) == true;

        public static bool IsAbstract(ListedType type, ListedProperty property) =>
            s_abstractProperties.GetValueOrDefault(type.Name)?.Contains(property.Name) == true;

        public static bool IsRepeatableAttribute(ListedType type) => s_repeatableAttributes.Contains(type.Name);

        /// <summary>Calls of these methods vanish from a build without DEBUG.</summary>
        public static bool IsDebugOnly(ListedType type) => type.Name == "System.Diagnostics.Debug";

        /// <summary>The listing gives protected fields as it gives public ones; those are spelled in lower case.</summary>
        public static bool IsProtected(ListedField field) => !char.IsUpper(field.Name[0]);
    }
}
