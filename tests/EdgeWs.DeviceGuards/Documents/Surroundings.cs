namespace EdgeWs.DeviceGuards.Documents
{
    /// <summary>What the text around the code of the documents speaks of, and what it uses of a package whose listing is not here.</summary>
    internal static class Surroundings
    {
        public const string Usings =
            """
            using System;
            using System.Collections;
            using System.IO;
            using System.Net;
            using System.Net.Sockets;
            using System.Net.Security;
            using System.Security.Cryptography.X509Certificates;
            using System.Text;
            using System.Threading;
            using EdgeWs.Nano;
            using EdgeWs.Nano.Http;
            using nanoFramework.Hardware.Esp32;
            using nanoFramework.WebServer;
            """;

        public const string Code =
            """
            public class Surroundings
            {
                public WsServer server;
                public WsServer chat;
                public WsServerChannel channel;
                public WsServerOptions serverOptions;
                public WsClient client;
                public WsClientOptions clientOptions;
                public HttpHost host;
                public WebServer webServer;
                public byte[] json, data;
                public string text, url, certificate, key, certificatePem, keyPem, caPem;

                public static int ReadSensor() => 0;

                public static void Show(string line)
                {
                }

                public static void Store(byte[] buffer, int offset, int count)
                {
                }
            }

            public static class Program
            {
                public static WsServer Chat;
            }

            namespace nanoFramework.WebServer
            {
                public delegate void GetRequestHandler(object sender, WebServerEventArgs e);

                public class WebServerEventArgs
                {
                    public HttpListenerContext Context { get; set; }
                }

                public sealed class RouteAttribute : System.Attribute
                {
                    public RouteAttribute(string route)
                    {
                    }
                }

                public class WebServer
                {
                    public event GetRequestHandler CommandReceived
                    {
                        add { }
                        remove { }
                    }

                    public static void OutputAsStream(HttpListenerResponse response, string content)
                    {
                    }

                    public static void OutputHttpCode(HttpListenerResponse response, HttpStatusCode code)
                    {
                    }
                }
            }
            """;
    }
}
