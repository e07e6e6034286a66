using System;
using System.Linq;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using System.Threading;
using EdgeWs.Desktop.Tests.Loops;
using EdgeWs.Desktop.Tests.Peers;
using EdgeWs.DeviceGuards.Documents;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace EdgeWs.Desktop.Tests.Interop
{
    /// <summary>The examples of docs/porting-from-edgeros.md as processes: the C# of the sample, and the document's JavaScript on node.</summary>
    internal static class EdgerosExample
    {
        public const string CSharp = "C#";
        public const string JavaScript = "JavaScript";

        /// <summary>The names by which the sample's desktop program knows them, in the document's order.</summary>
        private static readonly string[] s_names = ["own-port", "http", "webapp", "events", "promise"];

        /// <summary>Starts a server and waits until it listens.</summary>
        public static ChildProcess StartServer(string language, string name, int port)
        {
            ChildProcess server = Start(language, name, port.ToString());
            try
            {
                // In JavaScript the two that share a port with HTTP have no event that could say so.
                if (language == CSharp || name == "own-port")
                {
                    Assert.AreEqual("start on port " + port, server.ReadLine(Patience.Limit), server.Transcript);
                }
                else
                {
                    Assert.IsTrue(SpinWait.SpinUntil(() => Listens(port), Patience.Limit), server.Transcript);
                }

                return server;
            }
            catch
            {
                server.Dispose();
                throw;
            }
        }

        public static ChildProcess StartClient(string language, string name, string url)
        {
            return Start(language, name, url);
        }

        public static ChildProcess Start(string language, string name, string where)
        {
            return language == CSharp
                ? ChildProcess.Start("dotnet", Repository.Root, Repository.FindProgram("EdgerosExamples"), name, where)
                : Peer.FindNode().Start("edgeros.js", Script(name, where), where);
        }

        /// <summary>An example behind the modules that all of them require, with the address of this run in place of the document's.</summary>
        private static string Script(string name, string where)
        {
            string[] blocks = [.. Document.Find(Repository.Root, "docs/porting-from-edgeros.md").Blocks
                .Where(block => block.Language == "js").Select(block => block.Content)];
            Assert.HasCount(s_names.Length + 1, blocks);
            string example = blocks[Array.IndexOf(s_names, name) + 1];
            string placed = Regex.Replace(example, @"(?<=')ws://192\.168\.1\.10:8000/chat(?=')|(?<=INADDR_ANY, )8000", where);

            // The web application's port is EdgerOS's choice.
            Assert.AreEqual(name == "webapp", placed == example, example);
            return blocks[0] + placed;
        }

        private static bool Listens(int port)
        {
            try
            {
                using var client = new TcpClient("127.0.0.1", port);
                return true;
            }
            catch (SocketException)
            {
                return false;
            }
        }
    }
}
