using System;
using System.Collections;
using nanoFramework.TestFramework;

namespace EdgeWs.Nano.Tests
{
    /// <summary>What a connection makes of the values that it is given to send.</summary>
    [TestClass]
    public class SendTests
    {
        [TestMethod, DataRow(false), DataRow(true)]
        public void StringsAreTextAndBytesAreBinary(bool isClient)
        {
            TestEnd end = new TestEnd(isClient);

            Assert.IsTrue(end.Connection.Send("Grüße"));
            Assert.IsTrue(end.Connection.Send(string.Empty));
            Assert.IsTrue(end.Connection.Send(Bytes.FromHex("00FF")));
            Assert.IsTrue(end.Connection.Send(new byte[0]));
            Assert.AreEqual("text:Grüße;text:;binary:00FF;binary:;", end.Take());
            Assert.AreEqual(0, end.Connection.BufferedBytes);
        }

        [TestMethod, DataRow(false), DataRow(true)]
        public void PartsOfAnArray(bool isClient)
        {
            TestEnd end = new TestEnd(isClient);
            byte[] data = Bytes.FromText("abcdef");

            Assert.IsTrue(end.Connection.Send(data, 1, 3, WsMessageType.Text));
            Assert.IsTrue(end.Connection.Send(data, 6, 0, WsMessageType.Text));
            Assert.IsTrue(end.Connection.Send(data, 0, 6, WsMessageType.Binary));
            Assert.AreEqual("text:bcd;text:;binary:616263646566;", end.Take());
            Assert.AreEqual("abcdef", Bytes.ToText(data));
        }

        [TestMethod, DataRow(false), DataRow(true)]
        public void EveryLengthOfTheHeader(bool isClient)
        {
            TestEnd end = new TestEnd(isClient);
            int[] lengths = { 0, 1, 125, 126, 127, 1436, 1440, 1500, 8000 };
            foreach (int length in lengths)
            {
                byte[] data = Bytes.Fill(0x5A, length);
                Assert.IsTrue(end.Connection.Send(data));
                byte[] expected = isClient ? Frames.Masked(0x82, data) : Frames.Unmasked(0x82, data);
                Assert.AreEqual(Bytes.ToHex(expected), end.Peer.ReadHex());
            }
        }

        [TestMethod, DataRow(false), DataRow(true)]
        public void AFrameWithAnEightByteLength(bool isClient)
        {
            TestEnd end = new TestEnd(isClient);
            Assert.IsTrue(end.Connection.Send(Bytes.Fill(1, 65536)));

            byte[] sent = end.Peer.Read();
            Assert.AreEqual(65536 + (isClient ? 14 : 10), sent.Length);
            Assert.AreEqual(isClient ? "82FF000000000001000037FA213D36FB203C" : "827F000000000001000001010101", Bytes.ToHex(Bytes.Part(sent, 0, isClient ? 18 : 14)));
            Assert.AreEqual(isClient ? "36FB203C" : "01010101", Bytes.ToHex(Bytes.Part(sent, sent.Length - 4, 4)));
        }

        [TestMethod, DataRow(false), DataRow(true)]
        public void OtherValuesAreText(bool isClient)
        {
            TestEnd end = new TestEnd(isClient);
            Hashtable table = new Hashtable();
            table.Add("on", true);
            ArrayList list = new ArrayList();
            list.Add(1);
            list.Add("two");
            list.Add(null);
            list.Add(table);
            object[] values = { 5, -7L, (byte)255, 1.5, 21.5f, true, false, 'x', null, table, list, new int[] { 1, 2 }, "text", Bytes.FromHex("0A") };
            foreach (object value in values)
            {
                Assert.IsTrue(end.Connection.Send(value));
            }

            Assert.AreEqual(
                "text:5;text:-7;text:255;text:1.5;text:21.5;text:true;text:false;text:x;text:null;text:{\"on\":true};"
                    + "text:[1,\"two\",null,{\"on\":true}];text:[1,2];text:text;binary:0A;",
                end.Take());
        }

        [TestMethod, DataRow(false), DataRow(true)]
        public void OtherObjectsNeedAFormatter(bool isClient)
        {
            TestEnd end = new TestEnd(isClient);
            object value = new TestLoop();
            Assert.ThrowsException(typeof(NotSupportedException), () => end.Connection.Send(value));

            end.Options.Formatter = o => o == value ? "{\"loop\":1}" : null;
            ArrayList list = new ArrayList();
            list.Add(value);
            Assert.IsTrue(end.Connection.Send(value));
            Assert.IsTrue(end.Connection.Send((object)list));
            Assert.ThrowsException(typeof(NotSupportedException), () => end.Connection.Send(new object()));
            Assert.AreEqual("text:{\"loop\":1};text:[{\"loop\":1}];", end.Take());
        }

        [TestMethod, DataRow(false), DataRow(true)]
        public void AFormatterThatThrowsOrSendsBreaksNothing(bool isClient)
        {
            TestEnd end = new TestEnd(isClient);
            end.Options.Formatter = o => throw new InvalidCastException();
            Assert.ThrowsException(typeof(InvalidCastException), () => end.Connection.Send(new object()));

            end.Options.Formatter = o =>
            {
                end.Connection.Send("inner");
                return "outer";
            };
            Assert.IsTrue(end.Connection.Send(new object()));
            Assert.AreEqual("text:inner;text:outer;", end.Take());
        }

        [TestMethod, DataRow(false), DataRow(true)]
        public void ACollectionThatContainsItselfThrows(bool isClient)
        {
            TestEnd end = new TestEnd(isClient);
            ArrayList list = new ArrayList();
            list.Add(list);

            Assert.ThrowsException(typeof(InvalidOperationException), () => end.Connection.Send((object)list));
            Assert.AreEqual(string.Empty, end.Take());
        }

        [TestMethod, DataRow(false), DataRow(true)]
        public void BadArgumentsThrow(bool isClient)
        {
            WsConnection connection = new TestEnd(isClient).Connection;
            byte[] data = new byte[4];

            Assert.ThrowsException(typeof(ArgumentNullException), () => connection.Send((string)null));
            Assert.ThrowsException(typeof(ArgumentNullException), () => connection.Send((byte[])null));
            Assert.ThrowsException(typeof(ArgumentNullException), () => connection.Send((WsMessage)null));
            Assert.ThrowsException(typeof(ArgumentNullException), () => connection.Send(null, 0, 0, WsMessageType.Text));
            RefusesRange(connection, data, -1, 1);
            RefusesRange(connection, data, 0, -1);
            RefusesRange(connection, data, 0, 5);
            RefusesRange(connection, data, 5, 0);
            RefusesRange(connection, data, 2, int.MaxValue);
            Assert.ThrowsException(typeof(ArgumentOutOfRangeException), () => connection.Send(data, 0, 1, (WsMessageType)8));
            Assert.ThrowsException(typeof(ArgumentOutOfRangeException), () => connection.Send(data, 0, 1, (WsMessageType)0));
        }

        [TestMethod, DataRow(false), DataRow(true)]
        public void NothingIsSentUnlessTheConnectionIsOpen(bool isClient)
        {
            TestEnd end = new TestEnd(isClient);
            end.Connection.Close();
            Assert.IsFalse(end.Connection.Send("x"));
            Assert.AreEqual(0, end.Connection.Ping());

            Assert.AreEqual("close:1000:;", end.Take());
            end.GiveClose(1000);
            end.EndStream();
            Assert.AreEqual(WsConnectionState.Closed, end.Connection.State);
            Assert.IsFalse(end.Connection.Send("x"));
            Assert.IsFalse(end.Connection.Send(5));
            Assert.AreEqual(0, end.Connection.Ping());
        }

        private static void RefusesRange(WsConnection connection, byte[] data, int offset, int count)
        {
            Assert.ThrowsException(
                typeof(ArgumentOutOfRangeException), () => connection.Send(data, offset, count, WsMessageType.Binary));
        }
    }
}
