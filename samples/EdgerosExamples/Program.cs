using System;
using EdgeWs.Samples;

namespace EdgerosExamples
{
    /// <summary>Programs for the EdgerOS websocket module in C#, each a class, written after EdgerOS's API reference. See docs/porting-from-edgeros.md.</summary>
    public static class Program
    {
        /// <summary>Starts one of them on the device. Put another one here.</summary>
        public static void Main()
        {
            PrintAddress(8000);
            WebAppUpgradeServer.Run(8000);
        }

        /// <summary>Joins the network and says where clients find a server of these.</summary>
        internal static void PrintAddress(int port)
        {
            Console.WriteLine("ws://" + Network.Join() + ":" + port.ToString() + "/chat");
        }
    }
}
