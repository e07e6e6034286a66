using System;
using System.Threading;
using EdgeWs.Desktop.Tests.Loops;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using UartBridge;

namespace EdgeWs.Desktop.Tests.Interop
{
    /// <summary>The UART bridge never thinks that the FIFO is emptier than the line can have made it.</summary>
    [TestClass]
    public class FifoRoomTests
    {
        private const int BytesPerSecond = 11520;

        [TestMethod]
        [DataRow(0)]
        [DataRow(5)]
        [DataRow(30)]
        public void TimeBeforeAWriteMakesNoRoomAfterIt(int milliseconds)
        {
            var room = new FifoRoom(10 * BytesPerSecond);
            Assert.AreEqual(FifoRoom.Size, room.Count());

            // As when a collection or another thread comes between: the line has nothing to carry meanwhile.
            Thread.Sleep(milliseconds);
            long before = Environment.TickCount64;
            room.Take(FifoRoom.Size);
            int count = room.Count();
            Assert.IsLessThanOrEqualTo<long>((Environment.TickCount64 - before) * BytesPerSecond / 1000, count);
        }

        [TestMethod]
        public void TheLineMakesRoomUntilAllIsFree()
        {
            var room = new FifoRoom(10 * BytesPerSecond);
            room.Take(FifoRoom.Size);
            Assert.IsTrue(SpinWait.SpinUntil(() => room.Count() == FifoRoom.Size, Patience.Limit));
        }

        [TestMethod]
        public void WhatIsNotTakenIsThere()
        {
            var room = new FifoRoom(10 * BytesPerSecond);
            room.Take(100);
            Assert.IsGreaterThanOrEqualTo(FifoRoom.Size - 100, room.Count());
        }
    }
}
